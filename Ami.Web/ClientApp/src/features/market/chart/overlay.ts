import type { ReactNode } from 'react';
import type { BarSource } from './barSource';
import type { CandleChart } from './candleChart';
import type { Slot } from './slot';

/** What others show on a chart, over its canvas. */
export type ChartOverlay = (chart: Slot<CandleChart>, source: BarSource) => ReactNode;
