import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { loadRatingRows, ratingRowsKey, type RatingRow } from '../api/ratings';
import { RatingDialog } from '../components/RatingDialog';
import '../texts';

/** Ratings of courses for those who may hide them. */
export function RatingRowsPage() {
  const { t } = useTranslation('adminRatings');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const [open, setOpen] = useState<RatingRow | null>(null);
  const columns: AdminColumn<RatingRow>[] = [
    { key: 'text', label: t('column.text'), render: (row) => (row.text === '' ? t('noText') : row.text) },
    { key: 'stars', label: t('column.stars'), render: (row) => row.stars },
    { key: 'course', label: t('column.course'), render: (row) => (isSpanish ? row.titleEs : row.titleEn) },
    {
      key: 'status',
      label: t('column.status'),
      render: (row) =>
        row.hiddenReason ? (
          <Tag tone="warn" hint={t(`reason.${row.hiddenReason}`)}>
            {t('hidden')}
          </Tag>
        ) : (
          <Tag>{t('shown')}</Tag>
        ),
    },
    {
      key: 'updatedAt',
      label: t('column.updatedAt'),
      sortable: true,
      render: (row) => formats.tableTime(row.updatedAt, false),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="ratings"
        label={t('title')}
        columns={columns}
        filters={[]}
        search={t('search')}
        defaultSort="-updatedAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={ratingRowsKey}
        load={loadRatingRows}
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {open && <RatingDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { RatingRowsPage as Component };
