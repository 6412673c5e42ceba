import { expect, it, vi } from 'vitest';
import type { Fill } from '../api/types';
import { cursorTo, withEarlier, withNewest, type FillHistory } from './fillHistory';

/** Fills of an hour each: the highest is the newest. */
const fill = (n: number) =>
  ({ id: String(n), at: new Date(n * 3_600_000).toISOString(), price: n, side: 'buy' }) as Fill;
const page = (from: number, to: number, nextCursor: string | null = null): FillHistory => ({
  items: Array.from({ length: from - to + 1 }, (_, i) => fill(from - i)),
  nextCursor,
});
const ids = ({ items }: FillHistory) => items.map(({ id }) => Number(id));

it('reads one page at first', async () => {
  const read = vi.fn(() => Promise.resolve(page(9, 7, 'before 7')));
  expect(await withNewest(undefined, read)).toEqual(page(9, 7, 'before 7'));
  expect(read).toHaveBeenCalledOnce();
});

it('puts what came since before what is known, which stays as far back as it went', async () => {
  const known = page(9, 2, 'before 2');
  const next = await withNewest(known, () => Promise.resolve(page(11, 9, 'before 9')));
  expect(ids(next)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  expect(next.nextCursor).toBe('before 2');
});

it('leaves no gap where more came than a page has', async () => {
  const pages: Record<string, FillHistory> = {
    first: page(20, 18, 'second'),
    second: page(17, 15, 'third'),
    third: page(14, 12, 'fourth'),
  };
  const next = await withNewest(page(13, 12, 'fourth'), (cursor = 'first') =>
    Promise.resolve(pages[cursor] ?? page(0, 0)),
  );
  expect(ids(next)).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12]);
  expect(next.nextCursor).toBe('fourth');
});

it('goes on where older ones are wanted, and no further', () => {
  const known = page(9, 7, 'before 7');
  expect(cursorTo(known, 7 * 3_600_000)).toBe('before 7');
  expect(cursorTo(known, 7 * 3_600_000 + 1)).toBeNull();
  expect(cursorTo(page(9, 7), 0)).toBeNull();
  expect(cursorTo({ items: [], nextCursor: null }, 0)).toBeNull();
});

it('takes a page once', () => {
  const known = withEarlier(page(9, 7, 'before 7'), 'before 7', page(6, 4, 'before 4'));
  expect(ids(known)).toEqual([9, 8, 7, 6, 5, 4]);
  expect(withEarlier(known, 'before 7', page(6, 4, 'before 4'))).toBe(known);
});
