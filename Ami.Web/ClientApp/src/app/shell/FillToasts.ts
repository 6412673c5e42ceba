import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { usePaperStream } from '@/features/paper-trading/api/stream';
import type { Fill } from '@/features/paper-trading/api/types';
import '@/features/paper-trading/texts/overview';
import { useFormats } from '@/lib/formats/useFormats';

/** Significant digits are enough for a message; tables show the exact figures. */
const digits = 8;

/** Keeps every page up to date with the paper accounts and says when an order fills, whichever page is open. Shows nothing itself. */
export default function FillToasts() {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const onFill = useCallback(
    (fill: Fill) =>
      toast(
        t('fills.toast', {
          side: t(`side.${fill.side}`),
          quantity: formats.quantity(fill.quantity, digits),
          symbol: fill.symbol,
          price: formats.quantity(fill.price, digits),
        }),
        { title: t('fills.toastTitle') },
      ),
    [t, formats],
  );
  usePaperStream(onFill);
  return null;
}
