import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Projection } from './mark';

/** The words and figures that stand on the canvas, in the language in use. */
export function useCanvasWords(digits: number): Projection['words'] {
  const { t } = useTranslation('drawings');
  const formats = useFormats();
  return useMemo(
    () => ({
      price: (value) => formats.price(value, digits),
      change: (value) => formats.signedPrice(value, digits),
      percent: (fraction) => formats.percent(fraction),
      ratio: (value) => formats.ratio(value),
      level: (value) => formats.quantity(value, 3),
      bars: (count) => t('canvas.bars', { count }),
      risk: (price, percent) => t('canvas.risk', { price, percent }),
      target: (price, percent) => t('canvas.target', { price, percent }),
      reward: (ratio) => t('canvas.reward', { ratio }),
    }),
    [t, formats, digits],
  );
}
