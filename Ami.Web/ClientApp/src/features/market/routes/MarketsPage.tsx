import { Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { useQuoteFeed } from '@/lib/live/quotes';
import { useAddress, useChoiceParam, useSortParam, useTextParam } from '@/lib/urlState';
import { useSymbols } from '../api/symbols';
import { classFilters, findMarkets, marketColumns, type ClassFilter } from '../components/findMarkets';
import { MarketsTable } from '../components/MarketsTable';
import { SourceTag } from '../components/SourceTag';
import '../texts';
import classes from './MarketsPage.module.css';

const byName = { by: 'symbol', descending: false } as const;

export function MarketsPage() {
  const { t } = useTranslation('market');
  const symbols = useSymbols();
  const [, change] = useAddress();
  const [query, setQuery] = useTextParam('q');
  const [assetClass, setAssetClass] = useChoiceParam('class', classFilters, 'all');
  const [sort, toggleSort] = useSortParam(marketColumns, byName);
  const sources = [...new Set((symbols.data ?? []).map((row) => row.source))];
  useQuoteFeed((symbols.data ?? []).map((row) => row.symbol));

  return (
    <Page
      title={t('title')}
      lead={
        <>
          {sources.length === 1 && sources[0] && <SourceTag source={sources[0]} />} {t('lead')}
        </>
      }
      actions={
        <Button
          component={Link}
          to="/markets/screener"
          variant="default"
          size="xs"
          leftSection={<Icon name="sliders" size={14} />}
        >
          {t('screener')}
        </Button>
      }
    >
      <div className={classes.filters}>
        <TextInput
          className={classes.search}
          leftSection={<Icon name="search" size={16} />}
          placeholder={t('search')}
          aria-label={t('search')}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <div className={classes.classes}>
          <SegmentedControl
            size="xs"
            aria-label={t('class.label')}
            data={classFilters.map((value) => ({ value, label: t(`class.${value}`) }))}
            value={assetClass}
            onChange={(value) => setAssetClass(value as ClassFilter)}
          />
        </div>
      </div>
      <Panel flush>
        <QueryView query={symbols} skeleton={<RowsSkeleton rows={8} height={28} />}>
          {(rows) => {
            const found = findMarkets(rows, query, assetClass, sort);
            if (rows.length === 0) {
              return <EmptyState icon="markets" title={t('list.none')} hint={t('list.noneHint')} />;
            }
            if (found.length === 0) {
              return (
                <EmptyState
                  icon="search"
                  title={t('list.empty')}
                  hint={t('list.emptyHint')}
                  action={
                    <Button variant="default" size="xs" onClick={() => change(() => new URLSearchParams())}>
                      {t('list.clear')}
                    </Button>
                  }
                />
              );
            }
            return (
              <>
                <MarketsTable rows={found} sort={sort} onSort={toggleSort} mixed={sources.length > 1} />
                <Text size="xs" c="dimmed" px="md" py="xs" role="status">
                  {t('list.count', { count: found.length })}
                </Text>
              </>
            );
          }}
        </QueryView>
      </Panel>
    </Page>
  );
}

export { MarketsPage as Component };
