import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { JobRecord } from '../api/system';

const tones = { ok: 'plain', failed: 'warn', cutOff: 'warn', running: 'accent', never: 'plain' } as const;

function stateOf(record: JobRecord | null) {
  if (!record) return 'never';
  if (record.errors > 0) return 'failed';
  if (record.cutOff) return 'cutOff';
  return record.endedAt === null ? 'running' : 'ok';
}

export function JobState({ record }: { record: JobRecord | null }) {
  const { t } = useTranslation('adminSystem');
  const state = stateOf(record);
  return <Tag tone={tones[state]}>{t(`jobState.${state}`)}</Tag>;
}
