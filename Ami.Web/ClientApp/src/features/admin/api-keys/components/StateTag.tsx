import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { ApiKeyRow } from '../api/keys';

const tones = { active: 'accent', expired: 'warn', revoked: 'plain' } as const;

export function StateTag({ state }: { state: ApiKeyRow['state'] }) {
  const { t } = useTranslation('adminApiKeys');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
