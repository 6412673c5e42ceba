import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later, whenIdle } from '@/components/later';
import type { Order } from '../api/types';
import { amendable } from '../domain/amendment';
import '../texts/orders';

const AmendDialog = later(() => import('./AmendDialog'));
whenIdle(AmendDialog.load);

type Props = { order: Order; digits: { price: number; quantity: number } };

/** Opens the dialog for new terms; an order that has none to change has no button. */
export function AmendButton({ order, digits }: Props) {
  const { t } = useTranslation('paperTrading');
  const [open, setOpen] = useState(false);
  if (amendable(order).length === 0) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('orders.amendOf', { side: t(`side.${order.side}`), symbol: order.symbol })}
        onClick={() => setOpen(true)}
      >
        {t('orders.amend')}
      </Button>
      {open && <AmendDialog order={order} digits={digits} onClose={() => setOpen(false)} />}
    </>
  );
}
