import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { Order } from '../api/types';
import '../texts/orders';
import classes from './tables.module.css';

const reasons = [
  'user',
  'oco',
  'exit_filled',
  'entry_cancelled',
  'position_reduced',
  'reset',
  'margin',
  'expired',
  'not_at_once',
  'ended',
  'corporate_action',
] as const;

export function OrderStatus({ order }: { order: Order }) {
  const { t } = useTranslation('paperTrading');
  const reason = reasons.find((known) => known === order.reason);
  const open = order.status === 'working' || order.status === 'pending';
  return (
    <>
      <Tag tone={open ? 'accent' : order.status === 'rejected' ? 'warn' : 'plain'}>
        {t(`status.${order.status}`)}
      </Tag>
      {order.reason && (
        <span className={classes.detail}>{reason ? t(`reason.${reason}`) : order.reason}</span>
      )}
    </>
  );
}
