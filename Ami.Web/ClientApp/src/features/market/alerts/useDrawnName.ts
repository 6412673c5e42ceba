import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { shareOf, type DrawnPrice } from './drawnPrices';
import './texts';

/** What people call the prices of drawings. */
export function useDrawnName() {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  return (price: DrawnPrice): string => {
    const share = shareOf(price);
    if (share !== undefined) return t('drawnAs.level', { level: formats.quantity(share, 3) });
    switch (price) {
      case 'drawing.entry':
        return t('drawnAs.entry');
      case 'drawing.stop':
        return t('drawnAs.stop');
      case 'drawing.target':
        return t('drawnAs.target');
      default:
        return t('what.line');
    }
  };
}
