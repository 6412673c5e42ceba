import type { ChartColors } from '@/components/charts/chartColors';

/** A horizontal price level on the chart, such as a position's average, its stop, or an order. */
export type ChartLine = {
  id: string;
  price: number;
  label: string;
  tone: 'position' | 'takeProfit' | 'stopLoss' | 'order' | 'draft';
};

export function lineColor(tone: ChartLine['tone'], colors: ChartColors): string {
  return {
    position: colors.accent,
    takeProfit: colors.gain,
    stopLoss: colors.loss,
    order: colors.warn,
    draft: colors.text,
  }[tone];
}
