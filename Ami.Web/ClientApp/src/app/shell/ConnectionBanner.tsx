import { useDebouncedValue, useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useLinkState } from '@/lib/live/connection';
import classes from './ConnectionBanner.module.css';

/** Shorter interruptions are not worth a word. */
const patienceMs = 1_500;

export function ConnectionBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const link = useLinkState();
  const [settled] = useDebouncedValue(link, patienceMs);
  const reconnecting = link === 'reconnecting' && settled === 'reconnecting';
  const text = !online ? t('connection.offline') : reconnecting ? t('connection.reconnecting') : null;
  return (
    <div role="status" aria-live="polite">
      {text && (
        <div className={classes.banner}>
          <Icon name="wifiOff" size={15} />
          {text}
        </div>
      )}
    </div>
  );
}
