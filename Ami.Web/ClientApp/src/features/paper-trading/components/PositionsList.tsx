import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import '../texts/overview';
import { digitsOf, type DigitsBySymbol } from './digits';
import classes from './lists.module.css';
import { Pnl } from './Pnl';

/** Open positions in brief, each leading to its chart. */
export function PositionsList({ account, digits }: { account: Account | undefined; digits: DigitsBySymbol }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { query, live } = useLivePositions(account);
  return (
    <QueryView query={query}>
      {() =>
        live.length === 0 || !account ? (
          <EmptyState
            icon="trade"
            title={t('positions.empty')}
            hint={t('positions.emptyHint')}
            action={
              <Button component={Link} to="/markets" variant="default" size="xs">
                {t('positions.open')}
              </Button>
            }
          />
        ) : (
          <ul className={classes.list}>
            {live.map((row) => (
              <li key={row.symbol}>
                <Link to={`/markets/${row.symbol}`} className={classes.row}>
                  <span className={classes.name}>
                    <strong>{row.symbol}</strong>
                    <span>
                      {row.quantity >= 0 ? t('side.long') : t('side.short')}{' '}
                      {formats.quantity(Math.abs(row.quantity), digitsOf(digits, row.symbol).quantity)}
                    </span>
                  </span>
                  <span className={classes.figures}>
                    <Pnl value={row.unrealisedPnl} currency={account.currency} />
                    <span className={classes.minor}>{formats.signedPercent(row.unrealisedPct)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}
