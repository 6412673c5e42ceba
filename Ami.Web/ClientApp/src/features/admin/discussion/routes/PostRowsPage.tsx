import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { loadPostRows, postRowsKey, states, type PostRow } from '../api/posts';
import { PostDialog } from '../components/PostDialog';
import '../texts';

const stateOf = (row: PostRow) =>
  row.removedBy === 'author' || row.text === ''
    ? 'gone'
    : row.removedBy === 'team'
      ? 'removed'
      : row.reports > 0
        ? 'reported'
        : 'shown';

/** What is said about lessons, for those who may remove it. */
export function PostRowsPage() {
  const { t } = useTranslation('adminDiscussion');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const [open, setOpen] = useState<PostRow | null>(null);
  const columns: AdminColumn<PostRow>[] = [
    { key: 'text', label: t('column.text'), render: (row) => (row.text === '' ? t('noText') : row.text) },
    {
      key: 'lesson',
      label: t('column.lesson'),
      render: (row) => (isSpanish ? row.lessonTitleEs : row.lessonTitleEn),
    },
    {
      key: 'status',
      label: t('column.status'),
      render: (row) => {
        const state = stateOf(row);
        return <Tag tone={state === 'reported' ? 'warn' : 'plain'}>{t(`status.${state}`)}</Tag>;
      },
    },
    {
      key: 'reports',
      label: t('column.reports'),
      sortable: true,
      numeric: true,
      render: (row) => formats.integer(row.reports),
    },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      render: (row) => formats.tableTime(row.createdAt, false),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.status'),
      options: states.map((value) => ({ value, label: t(`filter.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="posts"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={postRowsKey}
        load={loadPostRows}
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {open && <PostDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { PostRowsPage as Component };
