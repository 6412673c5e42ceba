import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { feedbackRowsKey, loadFeedbackRows, statuses, type FeedbackRow } from '../api/feedback';
import { IdeaDialog } from '../components/IdeaDialog';
import '../texts';
import classes from './FeedbackRowsPage.module.css';

/** What people ask for, for those who decide. */
export function FeedbackRowsPage() {
  const { t } = useTranslation('adminFeedback');
  const formats = useFormats();
  const [open, setOpen] = useState<FeedbackRow | null>(null);
  const columns: AdminColumn<FeedbackRow>[] = [
    {
      key: 'title',
      label: t('column.title'),
      render: (row) => <span className={classes.title}>{row.title}</span>,
    },
    {
      key: 'status',
      label: t('column.status'),
      render: (row) =>
        row.mergedInto ? (
          <Tag hint={row.mergedIntoTitle ?? undefined}>{t('merged')}</Tag>
        ) : (
          <Tag tone={row.status === 'open' ? 'warn' : 'plain'}>{t(`status.${row.status}`)}</Tag>
        ),
    },
    {
      key: 'votes',
      label: t('column.votes'),
      sortable: true,
      numeric: true,
      render: (row) => formats.integer(row.votes),
    },
    {
      key: 'duplicates',
      label: t('column.duplicates'),
      numeric: true,
      hidden: true,
      render: (row) => formats.integer(row.duplicates),
    },
    { key: 'reply', label: t('column.reply'), render: (row) => (row.reply ? t('yes') : '') },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      render: (row) => formats.tableTime(row.createdAt, false),
    },
    {
      key: 'changedAt',
      label: t('column.changedAt'),
      sortable: true,
      hidden: true,
      render: (row) => formats.tableTime(row.changedAt, false),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'status',
      label: t('column.status'),
      options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    {
      name: 'merged',
      label: t('duplicates'),
      options: (['shown', 'only'] as const).map((value) => ({ value, label: t(`mergedFilter.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="feedback"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={feedbackRowsKey}
        load={loadFeedbackRows}
        exportPath="/api/admin/feedback/export.csv"
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {open && <IdeaDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { FeedbackRowsPage as Component };
