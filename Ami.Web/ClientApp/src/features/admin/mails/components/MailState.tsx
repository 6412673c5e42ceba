import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { MailRow } from '../api/mails';

const tones = { queued: 'accent', sent: 'plain', failed: 'warn' } as const;

export function MailState({ state }: { state: MailRow['state'] }) {
  const { t } = useTranslation('adminMails');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
