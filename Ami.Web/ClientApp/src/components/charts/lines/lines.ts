import { LineStyle } from 'lightweight-charts';
import type { ReactNode } from 'react';
import type { ChartColors } from '../chartColors';

type Tone =
  | 'position'
  | 'liquidation'
  | 'takeProfit'
  | 'stopLoss'
  | 'order'
  | 'draft'
  | 'alert'
  | 'alertWaiting'
  | 'alertOff';

/** A price level on the chart: a position's average, its stop, an order, an alert. */
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
  /** Of one that can be taken away where it stands. */
  remove?: {
    /** What is done, in words. */
    name: string;
    ask: () => void;
  };
};

/** Those have an element of their own, which names them. */
export const isTagged = ({ more, move, remove }: ChartLine) =>
  more !== undefined || move !== undefined || remove !== undefined;

/** Something was traded here. */
export type TradeMark = { id: string; at: number; price: number; side: 'buy' | 'sell' };

export function lineColor(tone: Tone, colors: ChartColors): string {
  return {
    position: colors.accent,
    liquidation: colors.loss,
    takeProfit: colors.gain,
    stopLoss: colors.loss,
    order: colors.warn,
    draft: colors.text,
    alert: colors.alert,
    alertWaiting: colors.alert,
    alertOff: colors.text,
  }[tone];
}

/** How it is drawn. What stands for the same thing in two states differs by it, and tags say in words what a line is. */
export function lineStyle(tone: Tone): LineStyle {
  return {
    position: LineStyle.Solid,
    liquidation: LineStyle.LargeDashed,
    takeProfit: LineStyle.Dashed,
    stopLoss: LineStyle.Dashed,
    order: LineStyle.Dashed,
    draft: LineStyle.Dotted,
    alert: LineStyle.Dashed,
    alertWaiting: LineStyle.LargeDashed,
    alertOff: LineStyle.SparseDotted,
  }[tone];
}
