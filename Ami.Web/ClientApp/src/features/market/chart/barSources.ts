import { createContext } from 'react';
import { createBarSource, type BarSource } from './barSource';
import type { Interval } from './intervals';
import type { Adjust } from './look';
import { adjusted, type Origin } from './origin';
import { barSourceOf, showBars } from './showBars';

/** Where the charts of a part of the page get their bars from. */
export type BarSources = {
  /** A replay: nothing else is shown beside its bars, as it would be of another time. */
  isReplay: boolean;
  of: (symbol: string, interval: Interval, adjust?: Adjust) => BarSource;
  /** Follows a source while it is shown; returns how to stop. */
  show: (source: BarSource) => () => void;
};

/** Those of the market, unless something else is put around a chart. */
export const BarSourcesContext = createContext<BarSources>({
  isReplay: false,
  of: barSourceOf,
  show: showBars,
});

/** Those of a replay, followed no longer than they are shown. */
export const sourcesOf = (origin: Origin): BarSources => ({
  isReplay: true,
  of: (symbol, interval, adjust) => createBarSource(symbol, interval, adjusted(origin, adjust)),
  show: (source) => source.start(),
});
