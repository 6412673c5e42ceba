import { useTranslation } from 'react-i18next';
import type { AdminFilter } from '@/components/adminTable/types';
import { useTextParam } from '@/lib/urlState';
import '../texts';

/** Of one account, while the address names it. */
export function useAccountFilter(): AdminFilter[] {
  const { t } = useTranslation('adminPayments');
  const [userId] = useTextParam('userId');
  if (!userId) return [];
  return [
    {
      name: 'userId',
      label: t('column.userId'),
      options: [{ value: userId, label: t('person', { id: userId.slice(-6) }) }],
    },
  ];
}
