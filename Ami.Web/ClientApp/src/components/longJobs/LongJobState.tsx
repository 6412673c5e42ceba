import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { LongJob } from '@/lib/longJobs/longJobs';
import './texts';

const tones = {
  queued: 'plain',
  running: 'accent',
  succeeded: 'plain',
  failed: 'warn',
  cancelled: 'plain',
} as const;

export function LongJobState({ state }: { state: LongJob['state'] }) {
  const { t } = useTranslation('longJobs');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
