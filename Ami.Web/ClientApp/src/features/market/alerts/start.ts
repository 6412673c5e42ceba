import type { DrawingKind } from '../drawings/kinds';
import { factorsOf, type Actions } from '../adjusted/factors';
import type { Alert } from './api';
import { inShares } from './prices';

/** The drawing that an alert is to be about. */
export type AboutDrawing = { id: string; kind: DrawingKind };

/** What an alert is made from, or which one is changed. */
export type AlertStart = {
  alert?: Alert;
  /** Null for several. */
  symbol: string | null;
  /** Whose symbols it is about; nothing for one symbol, and for every one. */
  watchlist?: { id: string; name: string };
  interval: string;
  /** Decimals of prices. */
  digits: number;
  /** The newest price, which a new alert on the price begins with. */
  price: number | null;
  drawing?: AboutDrawing;
  /** A condition to begin with, and what it is called. */
  rule?: string;
  name?: string;
  /** Of an alert from before a split whose figures cannot be told in the shares of now. */
  isOfOldShares?: boolean;
};

/** What an alert is changed from, with the prices of its condition in the shares of now. */
export function inTodaysShares(start: AlertStart, { factors }: Actions): AlertStart {
  const { alert } = start;
  if (!alert) return start;
  const factor = factorsOf(factors, Infinity)(Date.parse(alert.writtenAt));
  if (factor === 1) return start;
  const told = inShares(alert, factor, start.digits);
  return told ? { ...start, alert: { ...alert, ...told } } : { ...start, isOfOldShares: true };
}

const bands: readonly DrawingKind[] = ['channel', 'rectangle'];
const unpriced: readonly DrawingKind[] = ['verticalLine', 'measure', 'text', 'brush'];

export const isBand = (kind: DrawingKind) => bands.includes(kind);

/** Whether a drawing has prices over time, which an alert can be set on. */
export const canAlert = (kind: DrawingKind) => !unpriced.includes(kind);
