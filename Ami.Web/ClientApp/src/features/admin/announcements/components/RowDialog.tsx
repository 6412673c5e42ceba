import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { announcementRowsKey, removeAnnouncement, type AnnouncementRow } from '../api/announcements';
import { EditorDialog } from './EditorDialog';
import classes from './RowDialog.module.css';

/** One announcement in both languages, and what may be done about it. */
export function RowDialog({ row, onClose }: { row: AnnouncementRow; onClose: () => void }) {
  const { t } = useTranslation('adminAnnouncements');
  const formats = useFormats();
  const mayManage = useMay('announcements.manage');
  const [act, setAct] = useState<'change' | 'remove' | null>(null);
  if (act === 'change') return <EditorDialog row={row} onClose={onClose} />;
  if (act === 'remove')
    return (
      <ActDialog
        title={t('remove.title')}
        lead={t('remove.lead')}
        submit={t('remove.submit')}
        done={t('remove.done')}
        danger
        act={() => removeAnnouncement(row.id)}
        refresh={[announcementRowsKey]}
        onClose={onClose}
      />
    );
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '–');
  return (
    <Dialog opened onClose={onClose} title={row.titleEn}>
      <Stack gap="md">
        <Text className={classes.text} lang="en">
          {row.bodyEn}
        </Text>
        <div lang="es">
          <Text fw={600}>{row.titleEs}</Text>
          <Text className={classes.text}>{row.bodyEs}</Text>
        </div>
        <Facts
          items={[
            [t('column.state'), t(`state.${row.state}`)],
            [t('column.kind'), t(`kind.${row.kind}`)],
            [t('column.plan'), row.plan ? t(`plan.${row.plan}`) : t('everybody')],
            [t('column.publishAt'), time(row.publishAt)],
            ...(row.isImportant
              ? ([[t('column.bannerUntil'), row.bannerUntil ? time(row.bannerUntil) : t('month')]] as const)
              : []),
            [t('column.reads'), formats.integer(row.reads)],
          ]}
        />
        {mayManage && (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAct('remove')}>
              {t('remove.submit')}
            </Button>
            <Button onClick={() => setAct('change')}>{t('form.change')}</Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}
