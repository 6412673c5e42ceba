import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { IdeaStatus } from '../api/feedback';

const tones = {
  open: 'plain',
  planned: 'accent',
  inProgress: 'accent',
  done: 'accent',
  declined: 'plain',
} as const;

export function StatusTag({ status }: { status: IdeaStatus }) {
  const { t } = useTranslation('feedback');
  return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>;
}
