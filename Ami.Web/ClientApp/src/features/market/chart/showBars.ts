import { createBarSource, type BarSource } from './barSource';
import type { Interval } from './intervals';
import type { Adjust } from './look';
import { adjusted, market } from './origin';

/** So long bars are followed after nobody looks at them any more: going back to an interval asks for nothing. */
const lingerMs = 120_000;

/** As many as one symbol has intervals. */
const mostFollowed = 8;

type Followed<S> = { source: S; views: number; stop: () => void; over?: ReturnType<typeof setTimeout> };

type Source = { symbol: string; interval: Interval; origin?: { adjust?: Adjust }; start: () => () => void };

const keyOf = (symbol: string, interval: Interval, adjust: Adjust = 'splits') =>
  `${symbol} ${interval} ${adjust}`;

/** Sources of bars that are shared by all that show them, and followed a little longer than they are shown. */
export function createFollowedBars<S extends Source>(
  make: (symbol: string, interval: Interval, adjust?: Adjust) => S,
) {
  const followed = new Map<string, Followed<S>>();

  function drop(key: string) {
    const entry = followed.get(key);
    clearTimeout(entry?.over);
    followed.delete(key);
    entry?.stop();
  }

  return {
    /** The source of a symbol and interval; it may not be followed yet. */
    of: (symbol: string, interval: Interval, adjust?: Adjust): S =>
      followed.get(keyOf(symbol, interval, adjust))?.source ?? make(symbol, interval, adjust),

    /** Follows a source while it is shown, and a little longer. Returns how to stop. */
    show(source: S): () => void {
      const key = keyOf(source.symbol, source.interval, source.origin?.adjust);
      let entry = followed.get(key);
      if (entry?.source !== source) {
        drop(key);
        entry = { source, views: 0, stop: source.start() };
      }
      followed.delete(key);
      followed.set(key, entry); // the youngest stands last
      entry.views++;
      clearTimeout(entry.over);
      const idle = [...followed].filter(([, { views }]) => views === 0);
      idle.slice(0, Math.max(0, followed.size - mostFollowed)).forEach(([each]) => drop(each));
      const shown = entry;
      return () => {
        shown.views--;
        if (shown.views === 0) shown.over = setTimeout(() => drop(key), lingerMs);
      };
    },
  };
}

const bars = createFollowedBars<BarSource>((symbol, interval, adjust) =>
  createBarSource(symbol, interval, adjusted(market, adjust)),
);

export const barSourceOf = bars.of;
export const showBars = bars.show;
