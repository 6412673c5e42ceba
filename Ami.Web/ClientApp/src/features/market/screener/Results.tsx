import { Button, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { later } from '@/components/later';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, RowsSkeleton } from '@/components/states';
import { saveFile } from '@/lib/api/download';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Sort } from '@/lib/urlState';
import { useSymbols } from '../api/symbols';
import { problemsOf } from '../rules/problems';
import type { AlertDialogProps } from '../alerts/AlertDialog';
import { useWatchlists } from '../watchlist/watchlists';
import type { Scan, ScreenBody } from './api';
import classes from './Results.module.css';
import { ResultsTable } from './ResultsTable';
import { csvOf, gapsOf, sorted } from './rows';
import type { WatchDialogProps } from './WatchDialog';

const AlertDialog = later<AlertDialogProps>(() => import('../alerts/AlertDialog'));
const WatchDialog = later<WatchDialogProps>(() => import('./WatchDialog'));

type Props = {
  scan: UseQueryResult<Scan>;
  /** What was asked; null before the first scan. */
  sent: ScreenBody | null;
  columns: ScreenBody['columns'];
  sort: Sort<string>;
  onSort: (column: string) => void;
  /** Of the screen. */
  name: string;
};

/** What a scan found, while it runs and when it failed. */
export function Results(props: Props) {
  const { t } = useTranslation('screener');
  const { scan, sent } = props;
  const symbols = useSymbols().data ?? [];
  const errorText = useErrorText();
  if (!sent) {
    return (
      <Panel flush>
        <EmptyState icon="search" title={t('start')} hint={t('startHint')} />
      </Panel>
    );
  }
  if (scan.data) {
    return (
      <>
        {scan.error && (
          <Text size="sm" c="red" role="alert" my="xs">
            {errorText(scan.error)}
          </Text>
        )}
        <Found {...props} data={scan.data} sent={sent} />
      </>
    );
  }
  if (scan.error) {
    const isRule = problemsOf(scan.error).length > 0;
    return (
      <Panel flush>
        {isRule ? (
          <EmptyState icon="alert" title={errorText(scan.error)} />
        ) : (
          <ErrorState error={scan.error} onRetry={() => void scan.refetch()} />
        )}
      </Panel>
    );
  }
  return (
    <Panel flush>
      <Text size="sm" c="dimmed" px="md" pt="sm" role="status">
        {t('scanning', { count: symbols.length })}
      </Text>
      <RowsSkeleton rows={6} height={28} />
    </Panel>
  );
}

function Found({ data, sent, columns, sort, onSort, name, scan }: Props & { data: Scan; sent: ScreenBody }) {
  const { t } = useTranslation('screener');
  const formats = useFormats();
  const symbols = useSymbols().data ?? [];
  const lists = useWatchlists().data;
  const [isAdding, setAdding] = useState(false);
  const [isAlerting, setAlerting] = useState(false);
  const rows = sorted(data.items, sort);
  const found = rows.map(({ symbol }) => symbol);
  function save() {
    const csv = csvOf(rows, columns, {
      symbol: t('column.symbol'),
      name: t('csvName'),
      last: t('column.last'),
      change: t('csvChange'),
      bar: t('csvBar'),
    });
    saveFile(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }), `${fileName(name)}.csv`);
  }
  return (
    <Panel
      flush
      title={t('results')}
      actions={
        (rows.length > 0 || sent.rule) && (
          <div className={classes.acts} onPointerEnter={load} onFocus={load}>
            {sent.rule && (
              <Button
                variant="default"
                size="xs"
                leftSection={<Icon name="bell" size={14} />}
                onClick={() => setAlerting(true)}
              >
                {t('alert')}
              </Button>
            )}
            {rows.length > 0 && (
              <>
                <Button variant="default" size="xs" onClick={() => setAdding(true)}>
                  {t('watch.open')}
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<Icon name="arrowDown" size={14} />}
                  onClick={save}
                >
                  {t('csv')}
                </Button>
              </>
            )}
          </div>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon="search"
          title={data.scanned === 0 ? t('nobody') : t('nothing', { count: data.scanned })}
          hint={data.scanned === 0 ? t('nobodyHint') : t('nothingHint')}
        />
      ) : (
        <ResultsTable
          rows={rows}
          columns={columns}
          interval={sent.interval}
          symbols={symbols}
          sort={sort}
          onSort={onSort}
          stale={scan.isFetching}
        />
      )}
      <div className={classes.foot}>
        <Text size="xs" c="dimmed" role="status">
          {t('found', { count: rows.length, scanned: data.scanned, time: formats.time(data.at) })}
        </Text>
        {data.unjudged.length > 0 && (
          <details className={classes.gaps}>
            <summary>{t('unjudged', { count: data.unjudged.length })}</summary>
            <dl>
              {gapsOf(data).map(({ reason, symbols: unjudged }) => (
                <div key={reason}>
                  <dt>{t(`reason.${reason}`)}</dt>
                  <dd>{unjudged.join(', ')}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
      {isAlerting && (
        <AlertDialog
          start={{
            symbol: null,
            watchlist: sent.watchlist
              ? {
                  id: sent.watchlist,
                  name: lists?.find(({ id }) => id === sent.watchlist)?.name ?? t(lists ? 'gone' : 'aList'),
                }
              : undefined,
            interval: sent.interval,
            digits: 2,
            price: null,
            rule: sent.rule ?? '',
            name,
          }}
          onClose={() => setAlerting(false)}
        />
      )}
      {isAdding && <WatchDialog symbols={found} name={name} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function load() {
  AlertDialog.load();
  WatchDialog.load();
}

/** A name as files bear it. */
const fileName = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'screen';
