import { storage } from '@/lib/storage';

export const chartTypes = ['candles', 'hollow', 'bars', 'line', 'area', 'heikinAshi'] as const;
export type ChartType = (typeof chartTypes)[number];

export const priceScales = ['normal', 'log', 'percent'] as const;
export type PriceScale = (typeof priceScales)[number];

/** For which corporate actions prices from before them are adjusted. */
export const adjustments = ['splits', 'all', 'none'] as const;
export type Adjust = (typeof adjustments)[number];

/** How a chart draws what it shows. */
export type ChartLook = {
  type: ChartType;
  scale: PriceScale;
  /** The prices of alerts are not shown. */
  hidesAlerts?: boolean;
  /** Where sessions begin is not shown. */
  hidesSessions?: boolean;
  /** Splits, where nothing is said. */
  adjust?: Adjust;
};

const key = 'ami.chart.look';

/** The look that was chosen last on this device, before there were layouts. */
export function readLook(): ChartLook {
  const [type, scale] = (storage.get(key) ?? '').split(' ');
  return {
    type: chartTypes.find((one) => one === type) ?? 'candles',
    scale: priceScales.find((one) => one === scale) ?? 'normal',
  };
}
