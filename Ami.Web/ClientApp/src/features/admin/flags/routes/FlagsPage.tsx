import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { flagsKey, loadFlags, type Flag } from '../api/flags';
import { FlagDialog } from '../components/FlagDialog';
import '../texts';

/** What can be switched while the system runs. */
export function FlagsPage() {
  const { t, i18n } = useTranslation('adminFlags');
  const formats = useFormats();
  const mayDecide = useMay('system.manage');
  const [open, setOpen] = useState<Flag | null>(null);
  const columns: AdminColumn<Flag>[] = [
    { key: 'name', label: t('column.name'), sortable: true, render: (flag) => flag.name },
    {
      key: 'description',
      label: t('column.description'),
      render: (flag) => flag.description[i18n.language === 'es' ? 'es' : 'en'],
    },
    { key: 'state', label: t('column.state'), render: (flag) => <FlagState flag={flag} /> },
    {
      key: 'people',
      label: t('column.people'),
      numeric: true,
      render: (flag) => formats.integer(flag.people.length),
    },
    {
      key: 'updatedAt',
      label: t('column.updatedAt'),
      render: (flag) => (flag.updatedAt ? formats.tableTime(flag.updatedAt, false) : t('byDefault')),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="flags"
        label={t('title')}
        columns={columns}
        search={t('search')}
        defaultSort="name"
        rowKey={(flag) => flag.name}
        onOpen={setOpen}
        queryKey={flagsKey}
        load={loadFlags}
        empty={{ title: t('empty') }}
      />
      {open && <FlagDialog flag={open} mayDecide={mayDecide} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function FlagState({ flag }: { flag: Flag }) {
  const { t } = useTranslation('adminFlags');
  const formats = useFormats();
  if (!flag.enabled || flag.percentage === 0) return <Tag tone="warn">{t('off')}</Tag>;
  return (
    <Tag tone="accent">
      {flag.percentage === 100 ? t('on') : t('onFor', { share: formats.percent(flag.percentage / 100, 0) })}
    </Tag>
  );
}

export { FlagsPage as Component };
