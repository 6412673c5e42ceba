import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useChoiceParam } from '@/lib/urlState';
import {
  announcementRowsKey,
  kinds,
  loadAnnouncementRows,
  states,
  type AnnouncementRow,
} from '../api/announcements';
import { EditorDialog } from '../components/EditorDialog';
import { RowDialog } from '../components/RowDialog';
import '../texts';

const tones = { draft: 'plain', scheduled: 'warn', published: 'accent' } as const;

/** What people are told, drafts among them. */
export function AnnouncementsPage() {
  const { t } = useTranslation('adminAnnouncements');
  const formats = useFormats();
  const language = useLanguage();
  const mayManage = useMay('announcements.manage');
  const [open, setOpen] = useState<AnnouncementRow | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'new'] as const, 'none');
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const columns: AdminColumn<AnnouncementRow>[] = [
    {
      key: 'title',
      label: t('column.title'),
      render: (row) => (language === 'es' ? row.titleEs : row.titleEn),
    },
    { key: 'kind', label: t('column.kind'), render: (row) => t(`kind.${row.kind}`) },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>,
    },
    {
      key: 'plan',
      label: t('column.plan'),
      render: (row) => (row.plan ? t(`plan.${row.plan}`) : t('everybody')),
    },
    {
      key: 'isImportant',
      label: t('column.isImportant'),
      render: (row) => (row.isImportant ? t('yes') : ''),
    },
    { key: 'publishAt', label: t('column.publishAt'), render: (row) => time(row.publishAt) },
    { key: 'reads', label: t('column.reads'), numeric: true, render: (row) => formats.integer(row.reads) },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      hidden: true,
      render: (row) => time(row.createdAt),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'kind',
      label: t('column.kind'),
      options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    {
      name: 'state',
      label: t('column.state'),
      options: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setDialog('new')}>
            {t('form.open')}
          </Button>
        )
      }
    >
      <AdminTable
        id="announcements"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={announcementRowsKey}
        load={loadAnnouncementRows}
        exportPath="/api/admin/announcements/export.csv"
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {dialog === 'new' && mayManage && <EditorDialog row={null} onClose={() => setDialog('none')} />}
      {open && <RowDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { AnnouncementsPage as Component };
