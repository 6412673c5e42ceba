/** A line of a watchlist: a symbol, or the title of those that follow. */
export type WatchItem = { symbol?: string | null; section?: string | null };

export const mostItems = 250;

/** What tells one line from another. Titles may be alike. */
export const keyOf = (item: WatchItem, index: number) => item.symbol ?? `section-${index}`;

/** A symbol at the end, unless it is there already. */
export function withSymbol(items: readonly WatchItem[], symbol: string): WatchItem[] {
  return items.some((item) => item.symbol === symbol) ? [...items] : [...items, { symbol }];
}

export const withSection = (items: readonly WatchItem[], section: string): WatchItem[] => [
  ...items,
  { section },
];

export const without = (items: readonly WatchItem[], index: number): WatchItem[] =>
  items.filter((_, at) => at !== index);

/**
 * Reads what other platforms export: symbols between commas, semicolons, spaces or line ends, `EXCHANGE:SYMBOL` too; a part that begins with `###`, or a line in
 * square brackets, is a section.
 */
export function readSymbols(text: string, known: ReadonlySet<string>) {
  const items: WatchItem[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  for (const part of text.split(/[\n\r,;]+/).map((one) => one.trim())) {
    const title = /^###\s*(.+)$/.exec(part)?.[1] ?? /^\[(.+)\]$/.exec(part)?.[1];
    if (title) {
      items.push({ section: title.trim().slice(0, 40) });
      continue;
    }
    for (const word of part.split(/\s+/).filter(Boolean)) {
      const symbol = word.slice(word.indexOf(':') + 1).toUpperCase();
      if (seen.has(symbol)) continue;
      seen.add(symbol);
      if (known.has(symbol)) items.push({ symbol });
      else unknown.push(symbol);
    }
  }
  return { items, unknown };
}

/** What is read is put behind what is there; what is there already is not doubled. */
export function withItems(items: readonly WatchItem[], more: readonly WatchItem[]): WatchItem[] {
  const there = new Set(items.map(({ symbol }) => symbol).filter(Boolean));
  return [...items, ...more.filter(({ symbol }) => !symbol || !there.has(symbol))].slice(0, mostItems);
}
