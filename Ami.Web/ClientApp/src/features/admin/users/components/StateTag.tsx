import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { UserRow } from '../api/list';

const tones = { active: 'plain', unconfirmed: 'accent', locked: 'warn', leaving: 'warn' } as const;

export function StateTag({ state }: { state: UserRow['state'] }) {
  const { t } = useTranslation('adminUsers');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
