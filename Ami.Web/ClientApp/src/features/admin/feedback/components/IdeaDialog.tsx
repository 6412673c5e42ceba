import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import type { FeedbackRow } from '../api/feedback';
import classes from './IdeaDialog.module.css';
import { AnswerDialog, MergeDialog, RemoveDialog, UndoMergeDialog } from './IdeaDialogs';

const acts = { answer: AnswerDialog, merge: MergeDialog, undo: UndoMergeDialog, remove: RemoveDialog };

/** One idea: what is known of it, and what may be done about it. */
export function IdeaDialog({ row, onClose }: { row: FeedbackRow; onClose: () => void }) {
  const { t } = useTranslation('adminFeedback');
  const formats = useFormats();
  const mayManage = useMay('feedback.manage');
  const maySeeUsers = useMay('users.read');
  const [act, setAct] = useState<keyof typeof acts | null>(null);
  if (act) {
    const Act = acts[act];
    return <Act row={row} onClose={onClose} />;
  }
  const author =
    row.authorId === null ? (
      t('authorGone')
    ) : maySeeUsers ? (
      <Anchor component={Link} to={`/admin/users/${row.authorId}`}>
        {t('author')}
      </Anchor>
    ) : (
      t('author')
    );
  const button = (name: keyof typeof acts, color?: string) => (
    <Button variant="default" c={color} onClick={() => setAct(name)}>
      {t(`${name}.open`)}
    </Button>
  );
  return (
    <Dialog opened onClose={onClose} title={row.title}>
      <Stack gap="md">
        {row.body && <Text className={classes.text}>{row.body}</Text>}
        <Facts
          items={[
            [t('column.status'), t(`status.${row.status}`)],
            [t('column.votes'), formats.integer(row.votes)],
            [t('column.author'), author],
            [t('column.createdAt'), formats.tableTime(row.createdAt, false)],
            ...(row.mergedIntoTitle ? ([[t('column.mergedInto'), row.mergedIntoTitle]] as const) : []),
            ...(row.duplicates > 0
              ? ([[t('column.duplicates'), formats.integer(row.duplicates)]] as const)
              : []),
          ]}
        />
        {row.reply && (
          <div>
            <Text size="sm" fw={600}>
              {t('answer.reply')}
            </Text>
            <Text className={classes.text}>{row.reply}</Text>
          </div>
        )}
        {mayManage && (
          <Group justify="flex-end" gap="xs">
            {button('remove', 'var(--mantine-color-error)')}
            {row.mergedInto === null ? button('merge') : button('undo')}
            {row.mergedInto === null && <Button onClick={() => setAct('answer')}>{t('answer.open')}</Button>}
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}
