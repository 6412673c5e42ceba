import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useWorkingOrders } from '../api/parts';
import '../texts/overview';
import { digitsOf, type DigitsBySymbol } from './digits';
import classes from './lists.module.css';

const most = 6;

/** The orders that wait, in brief. */
export function WorkingList({ digits }: { digits: DigitsBySymbol }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const query = useWorkingOrders();
  return (
    <QueryView query={query}>
      {(orders) =>
        orders.length === 0 ? (
          <EmptyState icon="clock" title={t('orders.empty')} hint={t('orders.emptyHint')} />
        ) : (
          <ul className={classes.list}>
            {orders.slice(0, most).map((order) => {
              const { price, quantity } = digitsOf(digits, order.symbol);
              const level = order.limitPrice ?? order.stopPrice;
              return (
                <li key={order.id}>
                  <Link to={`/markets/${order.symbol}`} className={classes.row}>
                    <span className={classes.name}>
                      <strong>{order.symbol}</strong>
                      <span>
                        {t(`side.${order.side}`)} {formats.quantity(order.quantity, quantity)} ·{' '}
                        {t(`role.${order.role}`)}
                      </span>
                    </span>
                    <span className={classes.figures}>
                      {level == null ? t('type.market') : formats.price(level, price)}
                      <span className={classes.minor}>{t(`status.${order.status}`)}</span>
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )
      }
    </QueryView>
  );
}
