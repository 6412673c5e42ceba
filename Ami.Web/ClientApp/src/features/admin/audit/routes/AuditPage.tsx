import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActionName } from '@/components/auditActions/useActionName';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { auditKey, loadAudit, useAuditActions, useAuditKeeping, type AuditRow } from '../api/audit';
import { EntryDialog } from '../components/EntryDialog';
import { KeepingDialog } from '../components/KeepingDialog';
import { VerifyDialog } from '../components/VerifyDialog';
import '../texts';

const periods = [1, 7, 30, 90, 365] as const;
const areas = ['identity', 'notifications', 'internal', 'admin', 'audit'] as const;

export function AuditPage() {
  const { t } = useTranslation('adminAudit');
  const formats = useFormats();
  const actionName = useActionName();
  const mayManage = useMay('audit.manage');
  const keeping = useAuditKeeping();
  const actions = useAuditActions();
  const [open, setOpen] = useState<AuditRow | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'verify', 'keeping'] as const, 'none');
  const none = t('noValue', { ns: 'common' });
  const columns: AdminColumn<AuditRow>[] = [
    { key: 'at', label: t('column.at'), sortable: true, render: (row) => formats.tableTime(row.at) },
    { key: 'action', label: t('column.action'), render: (row) => actionName(row.action) },
    {
      key: 'actor',
      label: t('column.actor'),
      render: (row) => row.actor?.email ?? row.actorId ?? t('nobody'),
    },
    {
      key: 'subject',
      label: t('column.subject'),
      render: (row) => row.subject?.email ?? row.subjectId ?? none,
    },
    {
      key: 'result',
      label: t('column.result'),
      render: (row) => (row.succeeded ? t('result.done') : <Tag tone="warn">{t('result.refused')}</Tag>),
    },
    { key: 'address', label: t('column.address'), render: (row) => row.address ?? none },
    { key: 'userAgent', label: t('column.userAgent'), hidden: true, render: (row) => row.userAgent ?? none },
    { key: 'traceId', label: t('column.traceId'), hidden: true, render: (row) => row.traceId ?? none },
  ];
  const onRecord = new Set((actions.data ?? []).map((action) => action.slice(0, action.indexOf('.'))));
  const filters: AdminFilter[] = [
    {
      name: 'action',
      label: t('filter.area'),
      options: areas
        .filter((area) => onRecord.has(area) || actions.data === undefined)
        .map((area) => ({ value: `${area}.`, label: t(`area.${area}`) })),
    },
    {
      name: 'succeeded',
      label: t('column.result'),
      options: [
        { value: 'true', label: t('result.done') },
        { value: 'false', label: t('result.refused') },
      ],
    },
    {
      name: 'days',
      label: t('filter.period'),
      options: periods.map((count) => ({ value: String(count), label: t('period', { count }) })),
    },
  ];
  const last = keeping.data?.lastVerification;
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')}
          <br />
          {/* Its line is there before it is: what comes late moves nothing. */}
          {last
            ? t(last.faults === 0 ? 'lastIntact' : 'lastBroken', { at: formats.dateTime(last.at) })
            : '\u00a0'}
        </>
      }
      actions={
        mayManage && (
          <>
            <Button variant="default" disabled={!keeping.data} onClick={() => setDialog('keeping')}>
              {t('keeping.open')}
            </Button>
            <Button onClick={() => setDialog('verify')}>{t('verify.open')}</Button>
          </>
        )
      }
    >
      <AdminTable
        id="audit"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-at"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={auditKey}
        load={loadAudit}
        exportPath="/api/admin/audit/export.csv"
        empty={{ title: t('empty') }}
      />
      {dialog === 'verify' && mayManage && <VerifyDialog onClose={() => setDialog('none')} />}
      {dialog === 'keeping' && mayManage && keeping.data && (
        <KeepingDialog keeping={keeping.data} onClose={() => setDialog('none')} />
      )}
      {open && <EntryDialog entry={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { AuditPage as Component };
