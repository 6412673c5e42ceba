import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { keysKey, loadKeys, type ApiKeyRow } from '../api/keys';
import { CreateDialog } from '../components/CreateDialog';
import { KeyDialog } from '../components/KeyDialog';
import { StateTag } from '../components/StateTag';
import '../texts';

const states = ['active', 'expired', 'revoked'] as const;

/** Keys of external programs. Support sees them; administrators create, rotate and revoke. */
export function ApiKeysPage() {
  const { t } = useTranslation('adminApiKeys');
  const formats = useFormats();
  const mayChange = useMay('api-keys.manage');
  const [open, setOpen] = useState<ApiKeyRow | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'new'] as const, 'none');
  const columns: AdminColumn<ApiKeyRow>[] = [
    { key: 'name', label: t('column.name'), sortable: true, render: (key) => key.name },
    { key: 'start', label: t('column.start'), render: (key) => `${key.start}…` },
    { key: 'state', label: t('column.state'), render: (key) => <StateTag state={key.state} /> },
    { key: 'scopes', label: t('column.scopes'), render: (key) => key.scopes.join(', ') },
    {
      key: 'addresses',
      label: t('column.addresses'),
      render: (key) => key.addresses.join(', ') || t('anywhere'),
    },
    {
      key: 'requestsPerMinute',
      label: t('column.requestsPerMinute'),
      numeric: true,
      hidden: true,
      render: (key) => t('perMinute', { count: key.requestsPerMinute }),
    },
    {
      key: 'lastUsedAt',
      label: t('column.lastUsedAt'),
      render: (key) => (key.lastUsedAt ? formats.tableTime(key.lastUsedAt, false) : t('never')),
    },
    {
      key: 'expiresAt',
      label: t('column.expiresAt'),
      sortable: true,
      render: (key) => formats.tableTime(key.expiresAt, false),
    },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      hidden: true,
      render: (key) => formats.tableTime(key.createdAt, false),
    },
    { key: 'createdBy', label: t('column.createdBy'), hidden: true, render: (key) => key.createdBy ?? '' },
  ];
  const filters: AdminFilter[] = [
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
        mayChange && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setDialog('new')}>
            {t('create')}
          </Button>
        )
      }
    >
      <AdminTable
        id="api-keys"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(key) => key.id}
        onOpen={setOpen}
        queryKey={keysKey}
        load={loadKeys}
        exportPath="/api/admin/api-keys/export.csv"
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {dialog === 'new' && mayChange && <CreateDialog onClose={() => setDialog('none')} />}
      {open && <KeyDialog row={open} mayChange={mayChange} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { ApiKeysPage as Component };
