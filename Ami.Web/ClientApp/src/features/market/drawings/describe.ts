import type { Formats } from '@/lib/formats/formats';
import { isFree, isPosition, type Drawing } from './kinds';

/** The prices of a drawing in words; of one drawn by hand, from where to where. */
export function pricesOf({ kind, points }: Drawing, formats: Formats, digits: number): string {
  const price = (value: number) => formats.price(value, digits);
  if (!isFree(kind)) return points.map((point) => price(point.price)).join(' · ');
  const all = points.map((point) => point.price);
  return `${price(Math.min(...all))} – ${price(Math.max(...all))}`;
}

export type PointName = 'entry' | 'stop' | 'target' | number;

/** What a point of a drawing is called: by what it is in a position, else by its number. */
export function pointName({ kind }: Drawing, index: number): PointName {
  return (isPosition(kind) ? (['entry', 'stop', 'target'] as const)[index] : undefined) ?? index + 1;
}
