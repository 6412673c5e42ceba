import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Projection } from './mark';
import { remembered } from '../chart/remembered';

/** The words and figures that stand on the canvas, in the language in use. */
export function useCanvasWords(digits: number): Projection['words'] {
  const { t } = useTranslation('drawings');
  const formats = useFormats();
  return useMemo(
    () => ({
      price: remembered((value: number) => formats.price(value, digits)),
      change: remembered((value: number) => formats.signedPrice(value, digits)),
      percent: remembered((fraction: number) => formats.percent(fraction)),
      ratio: remembered((value: number) => formats.ratio(value)),
      level: remembered((value: number) => formats.quantity(value, 3)),
      bars: remembered((count: number) => t('canvas.bars', { count })),
      risk: remembered((price: string, percent: string) => t('canvas.risk', { price, percent })),
      target: remembered((price: string, percent: string) => t('canvas.target', { price, percent })),
      reward: remembered((ratio: string) => t('canvas.reward', { ratio })),
    }),
    [t, formats, digits],
  );
}
