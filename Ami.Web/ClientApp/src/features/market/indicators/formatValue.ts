import type { Formats } from '@/lib/formats/formats';

/** A value that is no price: as many digits as tell it from its neighbours, few of them where it is large. */
export function formatValue(formats: Formats, value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return formats.compact(value);
  if (size >= 1 || size === 0) return formats.price(value, 2);
  return formats.price(value, Math.min(10, 3 - Math.floor(Math.log10(size))));
}
