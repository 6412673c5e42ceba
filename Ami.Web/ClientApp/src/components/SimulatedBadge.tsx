import { useTranslation } from 'react-i18next';
import { Tag } from './Tag';

/** Anything that is not real money or a real market carries it. */
export function SimulatedBadge() {
  const { t } = useTranslation('common');
  return (
    <Tag tone="warn" hint={t('simulatedHint')}>
      {t('simulated')}
    </Tag>
  );
}
