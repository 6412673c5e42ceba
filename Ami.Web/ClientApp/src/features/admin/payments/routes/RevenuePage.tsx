import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { EquityCurve } from '@/components/charts/EquityCurve';
import { Facts } from '@/components/Facts';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useFormats } from '@/lib/formats/useFormats';
import { useAddress, useChoiceParam, useTextParam, withParam } from '@/lib/urlState';
import {
  loadRevenue,
  revenueFigures,
  revenueKey,
  type RevenueFigure,
  type RevenueReport,
} from '../api/books';
import { CohortTable } from '../components/CohortTable';
import { RevenueFigures } from '../components/RevenueFigures';
import { RevenueRowsPanel } from '../components/RevenueRowsPanel';
import '../texts';

const definitions = [
  'mrr',
  'arr',
  'arpu',
  'changes',
  'customerChurn',
  'revenueChurn',
  'failed',
  'cohorts',
  'currency',
] as const;
const day = (date: Date) => date.toISOString().slice(0, 10);

function aYearBefore(to: string): string {
  const date = new Date(`${to}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return day(date);
}

export function RevenuePage() {
  const { t } = useTranslation('adminPayments');
  const [currency, setCurrency] = useTextParam('currency');
  const [chosenFrom, setFrom] = useTextParam('from');
  const [chosenTo, setTo] = useTextParam('to');
  const to = chosenTo || day(new Date());
  const period = { currency: currency || undefined, from: chosenFrom || aYearBefore(to), to };
  const revenue = useQuery({
    queryKey: [...revenueKey, period],
    queryFn: ({ signal }) => loadRevenue(period, signal),
    placeholderData: keepPreviousData,
  });
  const currencies = revenue.data?.currencies ?? [];
  return (
    <Page title={t('revenue.title')} lead={t('revenue.lead')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          {currencies.length > 1 && (
            <NativeSelect
              label={t('revenue.currency')}
              data={[...currencies]}
              value={currency || currencies[0]}
              onChange={(event) => setCurrency(event.currentTarget.value)}
            />
          )}
          <TextInput
            type="date"
            label={t('revenue.from')}
            value={period.from}
            max={to}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('revenue.to')}
            value={to}
            min={period.from}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        <QueryView query={revenue}>
          {({ report }) => (
            <>
              {report ? (
                <Report report={report} from={period.from} to={to} />
              ) : (
                <Text size="sm">{t('revenue.empty')}</Text>
              )}
              <Panel title={t('revenue.definitions')}>
                <Facts
                  stacked
                  items={definitions.map((name) => [t(`revenue.${name}`), t(`revenue.means.${name}`)])}
                />
              </Panel>
            </>
          )}
        </QueryView>
      </Stack>
    </Page>
  );
}

function Report({ report, from, to }: { report: RevenueReport; from: string; to: string }) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const [, change] = useAddress();
  const [figure] = useChoiceParam('figure', revenueFigures, 'mrr');
  const [month] = useTextParam('month');
  const explain = (next: RevenueFigure, ofMonth = '') =>
    change((old) => withParam(withParam(old, 'figure', next === 'mrr' ? '' : next), 'month', ofMonth));
  const text = useCallback(
    (value: number) => formats.fullMoney(value, report.currency),
    [formats, report.currency],
  );
  return (
    <>
      <RevenueFigures report={report} onExplain={explain} />
      {report.months.length > 1 && (
        <Panel title={t('revenue.course')} flush>
          <EquityCurve
            points={report.months.map(({ at, mrr }) => ({ at, equity: mrr }))}
            text={text}
            label={t('revenue.course')}
          />
        </Panel>
      )}
      {report.cohorts.length > 0 && (
        <CohortTable cohorts={report.cohorts} onExplain={(ofMonth) => explain('cohort', ofMonth)} />
      )}
      <RevenueRowsPanel
        period={{ currency: report.currency, from, to }}
        figure={figure}
        month={figure === 'cohort' && month ? month : undefined}
      />
    </>
  );
}

export { RevenuePage as Component };
