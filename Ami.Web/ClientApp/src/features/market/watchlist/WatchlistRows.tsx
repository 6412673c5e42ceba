import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { EmptyState } from '@/components/states';
import { moved, useOrder } from '@/components/useOrder';
import { useQuoteFeed } from '@/lib/live/quotes';
import type { SymbolSummary } from '../api/symbols';
import type { ClosedTagProps } from '../components/ClosedTag';
import { LiveChange, LivePrice } from '../components/LivePrice';
import { keyOf, without, type WatchItem } from './lists';
import classes from './WatchlistPanel.module.css';
import type { Watchlist } from './watchlists';

const ClosedTag = later<ClosedTagProps>(() => import('../components/ClosedTag'));

type Props = {
  list: Watchlist;
  symbols: readonly SymbolSummary[];
  current: string;
  onItems: (items: WatchItem[]) => void;
};

/** The lines of a list. They are moved by dragging, by their buttons, and with Alt and the arrows. */
export function WatchlistRows({ list, symbols, current, onItems }: Props) {
  const { t } = useTranslation('watchlist');
  const { items } = list;
  const movable = useOrder(items, onItems);
  useQuoteFeed(items.flatMap(({ symbol }) => symbol ?? []));

  if (items.length === 0) {
    return (
      <div className={classes.rows}>
        <EmptyState icon="markets" title={t('empty')} hint={t('emptyHint')} />
      </div>
    );
  }
  return (
    <ul className={classes.rows} aria-label={t('symbols', { name: list.name })} aria-description={t('keys')}>
      {items.map((item, index) => {
        const summary = symbols.find(({ symbol }) => symbol === item.symbol);
        const name = item.symbol ?? item.section ?? '';
        const line = movable(index);
        return (
          <li
            key={keyOf(item, index)}
            className={classes.row}
            data-current={item.symbol === current}
            {...line}
            onKeyDown={(event) => {
              if (event.key !== 'Delete') return line.onKeyDown(event);
              event.preventDefault();
              onItems(without(items, index));
            }}
          >
            {item.symbol ? (
              <Link
                to={`/markets/${item.symbol}`}
                className={classes.symbol}
                title={summary?.name}
                aria-current={item.symbol === current ? 'page' : undefined}
                draggable={false}
              >
                {item.symbol}
              </Link>
            ) : (
              <span className={classes.section}>{item.section}</span>
            )}
            <span className={classes.figures}>
              {summary && (
                <>
                  <LivePrice summary={summary} />
                  <span className={classes.change}>
                    {summary.sessions && <ClosedTag sessions={summary.sessions} />}{' '}
                    <LiveChange summary={summary} />
                  </span>
                </>
              )}
            </span>
            <span className={classes.actions}>
              <IconButton
                icon="chevronUp"
                label={t('up', { name })}
                disabled={index === 0}
                onClick={() => onItems(moved(items, index, index - 1))}
              />
              <IconButton
                icon="chevronDown"
                label={t('down', { name })}
                disabled={index === items.length - 1}
                onClick={() => onItems(moved(items, index, index + 1))}
              />
              <IconButton
                icon="close"
                label={t('remove', { name })}
                onClick={() => onItems(without(items, index))}
              />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
