import { Code, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActionName } from '@/components/auditActions/useActionName';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { useFormats } from '@/lib/formats/useFormats';
import type { AuditRow } from '../api/audit';

/** Everything about one entry. */
export function EntryDialog({ entry, onClose }: { entry: AuditRow; onClose: () => void }) {
  const { t } = useTranslation('adminAudit');
  const formats = useFormats();
  const actionName = useActionName();
  const none = t('noValue', { ns: 'common' });
  const facts: (readonly [string, ReactNode])[] = [
    [t('column.at'), formats.fullTime(entry.at)],
    [t('column.result'), t(entry.succeeded ? 'result.done' : 'result.refused')],
    [
      t('column.actor'),
      entry.actor ? `${entry.actor.displayName} · ${entry.actor.email}` : (entry.actorId ?? t('nobody')),
    ],
    [
      t('column.subject'),
      [entry.subjectType, entry.subject?.email ?? entry.subjectId].filter(Boolean).join(' · '),
    ],
    [t('column.address'), entry.address ?? none],
    [t('column.userAgent'), entry.userAgent ?? none],
    [t('column.traceId'), entry.traceId ?? none],
    [t('column.action'), entry.action],
    [t('column.id'), entry.id],
  ];
  return (
    <Dialog opened onClose={onClose} title={actionName(entry.action)}>
      <Stack gap="md">
        <Facts items={facts} />
        {entry.erased && (
          <Text size="sm" c="dimmed">
            {t('erased')}
          </Text>
        )}
        <Values title={t('before')} value={entry.before} />
        <Values title={t('after')} value={entry.after} />
      </Stack>
    </Dialog>
  );
}

function Values({ title, value }: { title: string; value: unknown }) {
  if (value == null) return null;
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {title}
      </Text>
      <Code block tabIndex={0} aria-label={title}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </div>
  );
}
