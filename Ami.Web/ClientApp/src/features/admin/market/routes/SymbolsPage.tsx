import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { assetClasses, loadSymbols, sources, symbolsKey, type ManagedSymbol } from '../api/symbols';
import '../texts';
import classes from './SymbolsPage.module.css';

function State({ row }: { row: ManagedSymbol }) {
  const { t } = useTranslation('adminSymbols');
  if (row.pausedAt) return <Tag tone="warn">{t('state.paused')}</Tag>;
  return (
    <Tag tone={row.isReplayed ? 'accent' : 'plain'}>{t(row.isReplayed ? 'replayed' : 'state.traded')}</Tag>
  );
}

/** What each symbol costs, when it trades and where its prices come from. */
export function SymbolsPage() {
  const { t } = useTranslation('adminSymbols');
  const formats = useFormats();
  const maySeeHealth = useMay('system.read');
  const mayImport = useMay('market.import');
  const bps = (value: number | null | undefined) =>
    value == null ? t('asUsual') : formats.quantity(value, 4);
  const columns: AdminColumn<ManagedSymbol>[] = [
    {
      key: 'symbol',
      label: t('column.symbol'),
      sortable: true,
      render: (row) => (
        <>
          {row.symbol}
          <span className={classes.narrow}>
            {row.terms.name} · {t(`source.${row.source}`)} ·{' '}
            {t(row.pausedAt ? 'state.paused' : 'state.traded')}
          </span>
        </>
      ),
    },
    { key: 'name', label: t('column.name'), sortable: true, render: (row) => row.terms.name },
    {
      key: 'assetClass',
      label: t('column.assetClass'),
      sortable: true,
      render: (row) => t(`assetClass.${row.terms.assetClass}`),
    },
    { key: 'source', label: t('column.source'), sortable: true, render: (row) => t(`source.${row.source}`) },
    { key: 'state', label: t('column.state'), render: (row) => <State row={row} /> },
    { key: 'taker', label: t('column.taker'), numeric: true, render: (row) => bps(row.terms.takerFeeBps) },
    { key: 'spread', label: t('column.spread'), numeric: true, render: (row) => bps(row.terms.spreadBps) },
    {
      key: 'maker',
      label: t('column.maker'),
      numeric: true,
      hidden: true,
      render: (row) => bps(row.terms.makerFeeBps),
    },
    {
      key: 'calendar',
      label: t('column.calendar'),
      hidden: true,
      render: (row) => row.terms.calendar ?? t('always'),
    },
    {
      key: 'changedAt',
      label: t('column.changedAt'),
      hidden: true,
      render: (row) => (row.changedAt ? formats.tableTime(row.changedAt, false) : ''),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'source',
      label: t('column.source'),
      options: sources.map((value) => ({ value, label: t(`source.${value}`) })),
    },
    {
      name: 'assetClass',
      label: t('column.assetClass'),
      options: assetClasses.map((value) => ({ value, label: t(`assetClass.${value}`) })),
    },
    {
      name: 'state',
      label: t('column.state'),
      options: (['traded', 'paused'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group gap="md" mb="sm">
        <Anchor component={Link} to="/admin/market/calendars" size="sm">
          {t('calendars.title')}
        </Anchor>
        {mayImport && (
          <Anchor component={Link} to="/admin/market/import" size="sm">
            {t('import')}
          </Anchor>
        )}
        {maySeeHealth && (
          <Anchor component={Link} to="/admin/health" size="sm">
            {t('sourcesHealth')}
          </Anchor>
        )}
      </Group>
      <div className={classes.list}>
        <AdminTable
          id="symbols"
          label={t('title')}
          columns={columns}
          search={t('search')}
          filters={filters}
          defaultSort="symbol"
          rowKey={(row) => row.symbol}
          rowTo={(row) => `/admin/market/symbols/${row.symbol}`}
          queryKey={[...symbolsKey, 'list']}
          load={loadSymbols}
          empty={{ title: t('empty'), hint: t('emptyHint') }}
        />
      </div>
    </Page>
  );
}

export { SymbolsPage as Component };
