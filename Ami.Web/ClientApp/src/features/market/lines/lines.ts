import type { ReactNode } from 'react';
import type { ChartColors } from '@/components/charts/chartColors';

type Tone = 'position' | 'takeProfit' | 'stopLoss' | 'order' | 'draft';

/** A price level on the chart: a position's average, its stop, an order. */
export type ChartLine = {
  id: string;
  price: number;
  label: string;
  tone: Tone;
  /** What else is said of it where it stands. */
  more?: ReactNode;
  /** Of one that can be moved. It stands at the new price until this ends, and then where it belongs. */
  move?: {
    /** What it is, in more words than its label. */
    name: string;
    to: (price: number) => Promise<unknown>;
  };
};

/** Those have an element of their own, which names them. */
export const isTagged = ({ more, move }: ChartLine) => more !== undefined || move !== undefined;

/** Something was traded here. */
export type TradeMark = { id: string; at: number; price: number; side: 'buy' | 'sell' };

export function lineColor(tone: Tone, colors: ChartColors): string {
  return {
    position: colors.accent,
    takeProfit: colors.gain,
    stopLoss: colors.loss,
    order: colors.warn,
    draft: colors.text,
  }[tone];
}
