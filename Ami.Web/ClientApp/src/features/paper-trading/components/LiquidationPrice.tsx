import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import '../texts/margin';
import classes from './tables.module.css';

/** Where the account is liquidated when only the price of a position moves. */
export default function LiquidationPrice({ at, digits }: { at: number; digits: number }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return (
    <span className={classes.detail}>
      {t('margin.liquidation')} {formats.price(at, digits)}
    </span>
  );
}
