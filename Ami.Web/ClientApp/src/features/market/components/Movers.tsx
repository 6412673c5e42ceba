import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Sparkline } from '@/components/Sparkline';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { useQuoteFeed } from '@/lib/live/quotes';
import { useSymbols } from '../api/symbols';
import '../texts';
import { LiveChange, LivePrice } from './LivePrice';
import classes from './Movers.module.css';

const count = 6;

/** The symbols that moved most in 24 hours, up or down. */
export function Movers() {
  const { t } = useTranslation('market');
  const symbols = useSymbols();
  const movers = [...(symbols.data ?? [])]
    .sort((a, b) => Math.abs(b.change24h ?? 0) - Math.abs(a.change24h ?? 0))
    .slice(0, count);
  useQuoteFeed(movers.map((row) => row.symbol));
  return (
    <Panel
      title={t('movers.title')}
      flush
      actions={
        <Text size="xs" c="dimmed">
          {t('movers.hint')}
        </Text>
      }
    >
      <QueryView query={symbols} skeleton={<RowsSkeleton rows={5} />}>
        {() =>
          movers.length === 0 ? (
            <EmptyState icon="markets" title={t('list.none')} hint={t('list.noneHint')} />
          ) : (
            <ul className={classes.list}>
              {movers.map((row) => (
                <li key={row.symbol}>
                  <Link to={`/markets/${row.symbol}`} className={classes.row}>
                    <span className={classes.name}>
                      <strong>{row.symbol}</strong>
                      <span>{row.name}</span>
                    </span>
                    <Sparkline values={row.spark} change={row.change24h} />
                    <span className={classes.figures}>
                      <LivePrice summary={row} />
                      <LiveChange summary={row} arrow />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}
