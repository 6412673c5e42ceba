import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { certificateRowsKey, loadCertificateRows, type CertificateRow } from '../api/certificates';
import { CertificateDialog } from '../components/CertificateDialog';
import '../texts';

/** Certificates for those who may revoke them. */
export function CertificateRowsPage() {
  const { t } = useTranslation('adminCertificates');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const [open, setOpen] = useState<CertificateRow | null>(null);
  const columns: AdminColumn<CertificateRow>[] = [
    { key: 'holder', label: t('column.holder'), render: (row) => row.holder },
    {
      key: 'course',
      label: t('column.course'),
      render: (row) => (isSpanish ? row.titleEs : row.titleEn),
    },
    { key: 'code', label: t('column.code'), render: (row) => row.code },
    {
      key: 'status',
      label: t('column.status'),
      render: (row) =>
        row.revokedReason ? (
          <Tag tone="warn" hint={t(`reason.${row.revokedReason}`)}>
            {t('revoked')}
          </Tag>
        ) : (
          <Tag>{t('valid')}</Tag>
        ),
    },
    {
      key: 'issuedAt',
      label: t('column.issuedAt'),
      sortable: true,
      render: (row) => formats.tableTime(row.issuedAt, false),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="certificates"
        label={t('title')}
        columns={columns}
        filters={[]}
        search={t('search')}
        defaultSort="-issuedAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={certificateRowsKey}
        load={loadCertificateRows}
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {open && <CertificateDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { CertificateRowsPage as Component };
