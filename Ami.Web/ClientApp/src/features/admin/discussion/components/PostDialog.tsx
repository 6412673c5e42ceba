import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { ReasonAndNote } from '@/components/ReasonAndNote';
import { toast } from '@/components/toasts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { hidingReasons, type HidingReason } from '@/lib/hidingReasons';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { postRowsKey, removePost, restorePost, settlePost, type PostRow } from '../api/posts';

type Props = { row: PostRow; onClose: () => void };

function About({ row }: { row: PostRow }) {
  const { t } = useTranslation('adminDiscussion');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const maySeeUsers = useMay('users.read');
  return (
    <Facts
      items={[
        [
          t('column.lesson'),
          <Anchor component={Link} to={`/courses/${row.course}/${row.lesson}?thread=${row.threadId}`}>
            {isSpanish ? row.lessonTitleEs : row.lessonTitleEn}
          </Anchor>,
        ],
        [t('column.text'), row.text === '' ? t('noText') : row.text],
        [t('column.createdAt'), formats.tableTime(row.createdAt, false)],
        ...(row.reasons.length > 0
          ? ([
              [
                t('column.reported'),
                row.reasons.flatMap((reason) => (reason ? t(`reason.${reason}`) : [])).join(' · '),
              ],
            ] as const)
          : []),
        ...(maySeeUsers && row.userId
          ? ([
              [
                t('column.account'),
                <Anchor component={Link} to={`/admin/users/${row.userId}`}>
                  {t('account')}
                </Anchor>,
              ],
            ] as const)
          : []),
        ...(row.removedAt && row.removedReason
          ? ([
              [t('column.removedAt'), formats.tableTime(row.removedAt, false)],
              [t('reason.label'), t(`reason.${row.removedReason}`)],
            ] as const)
          : []),
        ...(row.removedNote ? ([[t('column.note'), row.removedNote]] as const) : []),
      ]}
    />
  );
}

/** Leaves a post as it is, and says that it was looked at. */
function Settle({ row, onClose }: Props) {
  const { t } = useTranslation('adminDiscussion');
  const errorText = useErrorText();
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: () => settlePost(row.id),
    onSuccess: () => {
      toast(t('settle.done'));
      onClose();
    },
    onError: (error) => toast(errorText(error), { tone: 'error' }),
    onSettled: () => client.invalidateQueries({ queryKey: postRowsKey }),
  });
  return (
    <Group>
      <Button variant="default" size="xs" loading={settle.isPending} onClick={() => settle.mutate()}>
        {t('settle.submit')}
      </Button>
    </Group>
  );
}

/** One post: what it says, what was reported of it, and removing it, leaving it, or showing it again. */
export function PostDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminDiscussion');
  const [reason, setReason] = useState<HidingReason>(row.reasons[0] ?? hidingReasons[0]);
  const [note, setNote] = useState('');
  if (row.text === '') {
    return (
      <Dialog opened onClose={onClose} title={t('goneDialog.title')}>
        <Stack gap="md">
          <p>{t('goneDialog.lead')}</p>
          <About row={row} />
        </Stack>
      </Dialog>
    );
  }
  const act = row.removedBy === null ? 'remove' : 'restore';
  return (
    <ActDialog
      title={t(`${act}.title`)}
      lead={t(`${act}.lead`)}
      submit={t(`${act}.submit`)}
      done={t(`${act}.done`)}
      danger={act === 'remove'}
      act={() => (act === 'remove' ? removePost(row.id, reason, note.trim()) : restorePost(row.id))}
      refresh={[postRowsKey]}
      onClose={onClose}
    >
      <About row={row} />
      {row.reports > 0 && <Settle row={row} onClose={onClose} />}
      {act === 'remove' && (
        <ReasonAndNote
          reasonLabel={t('reason.label')}
          reasons={hidingReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          reason={reason}
          onReason={setReason}
          noteLabel={t('remove.note')}
          noteHint={t('remove.noteHint')}
          note={note}
          onNote={setNote}
        />
      )}
    </ActDialog>
  );
}
