import type { Fill } from '../api/types';

/** Fills, newest first, as far back as they were read; where older ones go on. */
export type FillHistory = { items: readonly Fill[]; nextCursor: string | null };

/** What is known with what came since: pages are read until they meet it. Fills never change. */
export async function withNewest(
  known: FillHistory | undefined,
  read: (cursor?: string) => Promise<FillHistory>,
): Promise<FillHistory> {
  const ids = new Set(known?.items.map(({ id }) => id));
  const fresh: Fill[] = [];
  let cursor: string | undefined;
  for (;;) {
    const { items, nextCursor } = await read(cursor);
    fresh.push(...items.filter(({ id }) => !ids.has(id)));
    if (known && items.some(({ id }) => ids.has(id)))
      return { items: [...fresh, ...known.items], nextCursor: known.nextCursor };
    if (ids.size === 0 || nextCursor === null) return { items: fresh, nextCursor };
    cursor = nextCursor;
  }
}

/** With the page behind `cursor`, where that is still where older ones go on. */
export const withEarlier = (known: FillHistory, cursor: string, page: FillHistory): FillHistory =>
  known.nextCursor === cursor
    ? { items: [...known.items, ...page.items], nextCursor: page.nextCursor }
    : known;

/** Where older ones go on that are of `since` (milliseconds) or later; null where there are none. */
export function cursorTo({ items, nextCursor }: FillHistory, since: number): string | null {
  const oldest = items.at(-1);
  return oldest && Date.parse(oldest.at) >= since ? nextCursor : null;
}
