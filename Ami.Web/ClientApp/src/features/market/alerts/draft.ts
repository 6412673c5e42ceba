import { readNumber } from '@/lib/formats/numberInput';
import type { IndicatorInfo } from '../indicators/catalogue';
import type { AlertRepeat } from './api';
import { firstPrice, type DrawnPrice } from './drawnPrices';
import {
  readForm,
  type AlertForm,
  type BandWay,
  type IndicatorRef,
  type Other,
  type PriceWay,
  type Way,
} from './form';
import { plainRef } from './IndicatorFields';
import { isBand, type AlertStart } from './start';

export type What = AlertForm['kind'] | 'text';

export const endings = { day: 1, week: 7, month: 30, quarter: 90 } as const;
export type Ending = keyof typeof endings | 'never' | 'keep';

/** An alert as it is being written: numbers as they were typed. */
export type Draft = {
  /** Empty for a name that says what it is about. */
  name: string;
  what: What;
  /** Null for the usual ones. */
  interval: string | null;
  way: PriceWay;
  of: DrawnPrice;
  bandWay: BandWay;
  level: string;
  left: IndicatorRef | null;
  other: 'level' | 'close' | 'indicator';
  otherLevel: string;
  right: IndicatorRef | null;
  text: string;
  repeat: AlertRepeat;
  margin: string;
  ending: Ending;
  mail: boolean;
  webhook: string;
};

/** What can be watched: about a drawing, that alone. */
export function offered({ alert, drawing, symbol }: AlertStart): readonly What[] {
  // No level is one of several symbols.
  if (symbol === null) return ['text', 'indicator'];
  if (drawing) return [isBand(drawing.kind) ? 'band' : 'line', 'text'];
  if (!alert?.drawingId) return ['price', 'indicator', 'text'];
  const kind = readForm(alert.form)?.kind;
  return kind === 'line' || kind === 'band' ? [kind, 'text'] : ['text'];
}

const isReachable = (what: What | undefined) => what === 'price' || what === 'line';

// A price that stays around a level comes back to it every other minute.
const usualMargin = 0.1;

const typed = (value: number, separator: string) => String(value).replace('.', separator);

export function draftOf(start: AlertStart, separator: string): Draft {
  const { alert, drawing, price, digits } = start;
  const form = alert ? readForm(alert.form) : null;
  const whats = offered(start);
  const draft: Draft = {
    name: alert?.name ?? start.name ?? '',
    what: alert && !form ? 'text' : (form?.kind ?? whats[0] ?? 'text'),
    interval: alert?.interval ?? null,
    way: 'reaches',
    of: drawing ? firstPrice(drawing.kind) : 'drawing.price',
    bandWay: 'outside',
    level: price === null ? '' : price.toFixed(digits).replace('.', separator),
    left: null,
    other: 'level',
    otherLevel: '',
    right: null,
    text: alert?.rule ?? start.rule ?? '',
    repeat: alert?.repeat ?? 'always',
    margin: typed(alert?.margin ?? (isReachable(whats[0]) ? usualMargin : 0), separator),
    ending: alert?.expiresAt ? 'keep' : 'never',
    mail: alert?.mail ?? false,
    webhook: alert?.webhook ?? '',
  };
  if (!form) return draft;
  if (form.kind === 'band') return { ...draft, bandWay: form.way };
  const said = { ...draft, way: form.way };
  if (form.kind === 'price') return { ...said, level: typed(form.level, separator) };
  if (form.kind === 'line') return { ...said, of: form.of };
  const { left, right } = form;
  if ('level' in right) return { ...said, left, otherLevel: typed(right.level, separator) };
  return 'close' in right
    ? { ...said, left, other: 'close' }
    : { ...said, left, other: 'indicator', right: right.indicator };
}

function number(text: string, separator: string): number | null {
  return readNumber(text, separator).value?.toNumber() ?? null;
}

/** The form that a draft says; null while something is missing, or where the condition is written. */
export function formOf(
  draft: Draft,
  catalogue: readonly IndicatorInfo[],
  separator: string,
): AlertForm | null {
  const { what, way } = draft;
  if (what === 'text') return null;
  if (what === 'band') return { kind: 'band', way: draft.bandWay };
  if (what === 'line') return { kind: 'line', way, of: draft.of };
  if (what === 'price') {
    const level = number(draft.level, separator);
    return level === null ? null : { kind: 'price', way, level };
  }
  const [first] = catalogue;
  const left = draft.left ?? (first ? plainRef(first) : null);
  const right = otherOf(draft, catalogue, separator);
  return left && right && { kind: 'indicator', way: wayAtClose(way), left, right };
}

/** An indicator has one value per bar. */
export const wayAtClose = (way: PriceWay): Way => (way === 'reaches' ? 'crosses' : way);

/**
 * The bars that are looked at. What any price that was traded does is told soonest by the shortest bars there are, whatever the chart shows; where closes
 * count, its bars do.
 */
export const intervalOf = ({ interval, what, way }: Draft, shown: string, shortest: string | undefined) =>
  interval ?? (isReachable(what) && way === 'reaches' ? (shortest ?? shown) : shown);

function otherOf(draft: Draft, catalogue: readonly IndicatorInfo[], separator: string): Other | null {
  if (draft.other === 'close') return { close: true };
  if (draft.other === 'level') {
    const level = number(draft.otherLevel, separator);
    return level === null ? null : { level };
  }
  const [first] = catalogue;
  const indicator = draft.right ?? (first ? plainRef(first) : null);
  return indicator && { indicator };
}

/** A margin within its range; null for any other. */
export function marginOf({ margin }: Draft, separator: string): number | null {
  const value = number(margin, separator);
  return value !== null && value >= 0 && value <= 50 ? value : null;
}

const day = 24 * 60 * 60 * 1000;

/** When an alert ends, as the server is told. */
export function expiryOf(
  { ending }: Draft,
  kept: string | null | undefined,
  now = Date.now(),
): string | null {
  if (ending === 'never') return null;
  if (ending === 'keep') return kept ?? null;
  return new Date(now + endings[ending] * day).toISOString();
}
