import type { BarSource } from '../chart/barSource';
import { createCompared, type Compared } from './comparedSource';

/** The symbols that a chart is compared with, each of which is followed as long as it is wanted. */
export function createComparison(main: BarSource, make: typeof createCompared = createCompared) {
  let others: readonly Compared[] = [];
  const stops = new Map<Compared, () => void>();
  const listeners = new Set<() => void>();
  return {
    others: () => others,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Those that are there already go on as they are. */
    want(symbols: readonly string[]) {
      const next = symbols.map((symbol) => others.find((one) => one.symbol === symbol) ?? make(main, symbol));
      for (const one of others) {
        if (next.includes(one)) continue;
        stops.get(one)?.();
        stops.delete(one);
      }
      for (const one of next) if (!stops.has(one)) stops.set(one, one.start());
      others = next;
      listeners.forEach((listener) => listener());
    },
  };
}

export type Comparison = ReturnType<typeof createComparison>;
