import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useAttempt } from '@/lib/api/useAttempt';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { casesKey, loadCases, loadRuns, requestRun, runsKey, type CaseLine } from '../api/books';
import { CaseDialog } from '../components/CaseDialog';
import { LastRun } from '../components/LastRun';
import '../texts';

const kinds = [
  'missingHere',
  'missingThere',
  'amountDiffers',
  'feeDiffers',
  'currencyDiffers',
  'payoutMissing',
  'payoutSumDiffers',
] as const;
const states = ['open', 'explained', 'closed'] as const;
const whileRunningMs = 5_000;

export function ReconciliationPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const errorText = useErrorText();
  const mayManage = useMay('payments.manage');
  const client = useQueryClient();
  const attempt = useAttempt();
  const [open, setOpen] = useState<CaseLine | null>(null);
  const runs = useQuery({
    queryKey: runsKey,
    queryFn: ({ signal }) => loadRuns(signal),
    refetchInterval: ({ state }) => (state.data?.items[0]?.finishedAt === null ? whileRunningMs : false),
  });
  const last = runs.data?.items[0];
  useEffect(() => {
    void client.invalidateQueries({ queryKey: casesKey });
  }, [client, last?.finishedAt]);
  const compare = useMutation({
    mutationFn: () => attempt.run({}, requestRun),
    onSuccess: () => toast(t('runs.requested')),
    onError: (error) => toast(errorText(error), { tone: 'error' }),
    onSettled: () => client.invalidateQueries({ queryKey: runsKey }),
  });
  const money = (amount: number | null, line: CaseLine) =>
    amount === null ? t('noValue', { ns: 'common' }) : formats.fullMoney(amount, line.currency);
  const columns: AdminColumn<CaseLine>[] = [
    { key: 'kind', label: t('cases.kind'), render: ({ kind }) => t(`cases.kinds.${kind}`) },
    { key: 'objectId', label: t('cases.object'), render: (line) => line.objectId },
    { key: 'ours', label: t('cases.ours'), numeric: true, render: (line) => money(line.ours, line) },
    { key: 'theirs', label: t('cases.theirs'), numeric: true, render: (line) => money(line.theirs, line) },
    {
      key: 'state',
      label: t('cases.state'),
      render: ({ state }) => (
        <Tag tone={state === 'open' ? 'warn' : 'plain'}>{t(`cases.states.${state}`)}</Tag>
      ),
    },
    {
      key: 'foundAt',
      label: t('cases.foundAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.foundAt, false),
    },
    {
      key: 'changedAt',
      label: t('cases.changedAt'),
      sortable: true,
      hidden: true,
      render: (line) => formats.tableTime(line.changedAt, false),
    },
    { key: 'note', label: t('cases.note'), hidden: true, render: (line) => line.note },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('cases.state'),
      options: states.map((value) => ({ value, label: t(`cases.states.${value}`) })),
    },
    {
      name: 'kind',
      label: t('cases.kind'),
      options: kinds.map((value) => ({ value, label: t(`cases.kinds.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('cases.title')}
      lead={t('cases.lead')}
      actions={
        mayManage && (
          <Button
            loading={compare.isPending}
            disabled={last?.finishedAt === null}
            onClick={() => compare.mutate()}
          >
            {t('runs.request')}
          </Button>
        )
      }
    >
      <LastRun run={last} known={runs.data !== undefined} />
      <AdminTable
        id="cases"
        label={t('cases.title')}
        columns={columns}
        filters={filters}
        defaultSort="-foundAt"
        rowKey={(line) => line.id}
        onOpen={setOpen}
        queryKey={casesKey}
        load={loadCases}
        exportPath="/api/admin/payments/reconciliation/cases/export.csv"
        empty={{ title: t('cases.empty'), hint: t('cases.emptyHint') }}
      />
      {open && <CaseDialog line={open} mayDecide={mayManage} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { ReconciliationPage as Component };
