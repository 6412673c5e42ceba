import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { useFormats } from '@/lib/formats/useFormats';
import { loadMails, mailsKey, type MailRow } from '../api/mails';
import { MailState } from '../components/MailState';
import '../texts';

const states = ['queued', 'sent', 'failed'] as const;

export function MailsPage() {
  const { t } = useTranslation('adminMails');
  const formats = useFormats();
  const columns: AdminColumn<MailRow>[] = [
    { key: 'subject', label: t('column.subject'), render: (mail) => mail.subject },
    { key: 'address', label: t('column.address'), render: (mail) => mail.address },
    { key: 'state', label: t('column.state'), render: (mail) => <MailState state={mail.state} /> },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      render: (mail) => formats.tableTime(mail.createdAt),
    },
    {
      key: 'sentAt',
      label: t('column.sentAt'),
      hidden: true,
      render: (mail) => mail.sentAt && formats.tableTime(mail.sentAt),
    },
    {
      key: 'attempts',
      label: t('column.attempts'),
      numeric: true,
      hidden: true,
      render: (mail) => formats.integer(mail.attempts),
    },
    { key: 'kind', label: t('column.kind'), hidden: true, render: (mail) => mail.kind },
    {
      key: 'language',
      label: t('column.language'),
      hidden: true,
      render: (mail) => t(`language.${mail.language}`),
    },
    {
      key: 'lastError',
      label: t('column.lastError'),
      hidden: true,
      render: (mail) => mail.lastError,
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="mails"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(mail) => mail.id}
        rowTo={(mail) => `/admin/mails/${mail.id}`}
        queryKey={mailsKey}
        load={loadMails}
        exportPath="/api/admin/mails/export.csv"
        refetchInterval={10_000}
        empty={{ title: t('empty') }}
      />
    </Page>
  );
}

export { MailsPage as Component };
