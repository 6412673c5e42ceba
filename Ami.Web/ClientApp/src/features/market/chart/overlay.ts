import type { ReactNode } from 'react';
import type { SymbolSummary } from '../api/symbols';
import type { BarSource } from './barSource';
import type { CandleChart } from './candleChart';
import type { Slot } from './slot';

/** What others show on a chart, over its canvas. */
export type ChartOverlay = (chart: Slot<CandleChart>, source: BarSource) => ReactNode;

/** The same on the charts of a layout, each of which has a symbol. */
export type OverlayOf = (summary: SymbolSummary) => ChartOverlay;
