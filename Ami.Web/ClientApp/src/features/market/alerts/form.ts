import type { IndicatorInfo } from '../indicators/catalogue';
import { parametersOf } from '../indicators/wishes';
import { readDrawnPrice, type DrawnPrice } from './drawnPrices';

/** How one thing has to stand to another at the close of a bar. */
export const ways = ['above', 'below', 'crosses'] as const;
export type Way = (typeof ways)[number];

/** How the price has to stand to another: any that was traded, or the one at the close. */
export const priceWays = ['reaches', ...ways] as const;
export type PriceWay = (typeof priceWays)[number];

/** How the price has to stand to an area. */
export const bandWays = ['above', 'below', 'inside', 'outside'] as const;
export type BandWay = (typeof bandWays)[number];

/** An indicator with its values, and which of its outputs is meant. */
export type IndicatorRef = { id: string; parameters: Record<string, number>; output: string };

/** What an indicator is compared with. */
export type Other = { level: number } | { close: true } | { indicator: IndicatorRef };

/** What a condition is made with by those who do not write rules. It is kept with the alert, to be shown again. */
export type AlertForm =
  | { kind: 'price'; way: PriceWay; level: number }
  | { kind: 'indicator'; way: Way; left: IndicatorRef; right: Other }
  | { kind: 'line'; way: PriceWay; of: DrawnPrice }
  | { kind: 'band'; way: BandWay };

/** A number as the rules' language reads it. */
export const written = (value: number) =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });

/** An indicator as the rules' language calls it. */
export function termOf(
  { id, parameters, output }: IndicatorRef,
  catalogue: readonly IndicatorInfo[],
): string {
  const info = catalogue.find((one) => one.id === id);
  if (!info) return id;
  const values = parametersOf(info, parameters).map(({ value }) => written(value));
  const chosen = info.outputs.length > 1 ? `.${output.toLowerCase()}` : '';
  return `${id.replaceAll('-', '_')}(${[...(info.takesSeries ? ['close'] : []), ...values].join(', ')})${chosen}`;
}

function compared(one: string, other: string, way: Way): string {
  if (way === 'above') return `${one} > ${other}`;
  if (way === 'below') return `${one} < ${other}`;
  return `crosses_above(${one}, ${other}) or crosses_below(${one}, ${other})`;
}

// A gap over it counts: it is between the close before and this one.
const priced = (price: string, way: PriceWay) =>
  way === 'reaches'
    ? `high >= ${price} and low <= ${price} or ${compared('close', price, 'crosses')}`
    : compared('close', price, way);

function otherOf(other: Other, catalogue: readonly IndicatorInfo[]): string {
  if ('level' in other) return written(other.level);
  return 'close' in other ? 'close' : termOf(other.indicator, catalogue);
}

/** The condition that a form says, in the rules' language. */
export function ruleOf(form: AlertForm, catalogue: readonly IndicatorInfo[]): string {
  switch (form.kind) {
    case 'price':
      return priced(written(form.level), form.way);
    case 'indicator':
      return compared(termOf(form.left, catalogue), otherOf(form.right, catalogue), form.way);
    case 'line':
      return priced(form.of, form.way);
    case 'band':
      return {
        above: 'close > drawing.upper',
        below: 'close < drawing.lower',
        inside: 'close < drawing.upper and close > drawing.lower',
        outside: 'close > drawing.upper or close < drawing.lower',
      }[form.way];
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOneOf = <T extends string>(all: readonly T[], value: unknown): value is T =>
  all.some((one) => one === value);

function readRef(value: unknown): IndicatorRef | null {
  if (!isObject(value) || typeof value.id !== 'string' || typeof value.output !== 'string') return null;
  const given = isObject(value.parameters) ? Object.entries(value.parameters) : [];
  const parameters = given.filter((pair): pair is [string, number] => typeof pair[1] === 'number');
  return { id: value.id, output: value.output, parameters: Object.fromEntries(parameters) };
}

function readOther(value: unknown): Other | null {
  if (!isObject(value)) return null;
  if (typeof value.level === 'number') return { level: value.level };
  if (value.close === true) return { close: true };
  const indicator = readRef(value.indicator);
  return indicator && { indicator };
}

/** A form as it was kept; null where there is none, or one that this version does not know. */
export function readForm(value: unknown): AlertForm | null {
  if (!isObject(value)) return null;
  const { kind, way, level } = value;
  if (kind === 'band') return isOneOf(bandWays, way) ? { kind, way } : null;
  if (!isOneOf(priceWays, way)) return null;
  if (kind === 'line') return { kind, way, of: readDrawnPrice(value.of) };
  if (kind === 'price') return typeof level === 'number' ? { kind, way, level } : null;
  if (kind !== 'indicator' || way === 'reaches') return null;
  const [left, right] = [readRef(value.left), readOther(value.right)];
  return left && right && { kind, way, left, right };
}
