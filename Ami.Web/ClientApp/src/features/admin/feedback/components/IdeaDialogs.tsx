import { NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Radio.css';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import {
  feedbackActs,
  feedbackRowsKey,
  findTargets,
  statuses,
  type FeedbackRow,
  type FeedbackStatus,
} from '../api/feedback';

type Props = { row: FeedbackRow; onClose: () => void };

const longestReply = 4_000;
const typingPauseMs = 250;

export function AnswerDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminFeedback');
  const [status, setStatus] = useState<FeedbackStatus>(row.status);
  const [reply, setReply] = useState(row.reply ?? '');
  return (
    <ActDialog
      title={row.title}
      lead={t('answer.lead')}
      submit={t('answer.submit')}
      done={t('answer.done')}
      ready={status !== row.status || reply.trim() !== (row.reply ?? '')}
      act={() => feedbackActs(row.id).answer(status, reply.trim())}
      refresh={[feedbackRowsKey]}
      onClose={onClose}
    >
      <NativeSelect
        label={t('column.status')}
        data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={status}
        onChange={(event) => setStatus(event.currentTarget.value as FeedbackStatus)}
      />
      <Textarea
        label={t('answer.reply')}
        description={t('answer.replyHint')}
        rows={6}
        maxLength={longestReply}
        value={reply}
        onChange={(event) => setReply(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

export function MergeDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminFeedback');
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q.trim(), typingPauseMs);
  const [into, setInto] = useState('');
  const targets = useQuery({
    queryKey: [...feedbackRowsKey, 'targets', asked],
    queryFn: ({ signal }) => findTargets(asked, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <ActDialog
      title={t('merge.title', { title: row.title })}
      lead={t('merge.lead')}
      submit={t('merge.submit')}
      done={t('merge.done')}
      ready={into !== ''}
      act={() => feedbackActs(row.id).merge(into)}
      refresh={[feedbackRowsKey]}
      onClose={onClose}
    >
      <TextInput
        label={t('merge.search')}
        data-autofocus
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      <QueryView query={targets} skeleton={<RowsSkeleton rows={4} />}>
        {({ items }) => {
          const others = items.filter(({ id }) => id !== row.id);
          if (others.length === 0) return <Text size="sm">{t('merge.none')}</Text>;
          return (
            <Radio.Group label={t('merge.into')} value={into} onChange={setInto}>
              <Stack gap="xs" mt={6}>
                {others.map((one) => (
                  <Radio
                    key={one.id}
                    value={one.id}
                    label={t('merge.option', { title: one.title, count: one.votes })}
                  />
                ))}
              </Stack>
            </Radio.Group>
          );
        }}
      </QueryView>
    </ActDialog>
  );
}

export function UndoMergeDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminFeedback');
  return (
    <ActDialog
      title={t('undo.title')}
      lead={t('undo.lead', { title: row.mergedIntoTitle ?? '' })}
      submit={t('undo.submit')}
      done={t('undo.done')}
      act={() => feedbackActs(row.id).undoMerge()}
      refresh={[feedbackRowsKey]}
      onClose={onClose}
    />
  );
}

export function RemoveDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminFeedback');
  return (
    <ActDialog
      title={t('remove.title')}
      lead={t('remove.lead', { title: row.title, count: row.votes })}
      submit={t('remove.submit')}
      done={t('remove.done')}
      danger
      act={() => feedbackActs(row.id).remove()}
      refresh={[feedbackRowsKey]}
      onClose={onClose}
    />
  );
}
