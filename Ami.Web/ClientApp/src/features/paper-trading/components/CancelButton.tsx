import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCancelOrder } from '../api/orders';
import type { Order } from '../api/types';

export function CancelButton({ order }: { order: Order }) {
  const { t } = useTranslation('paperTrading');
  const errorText = useErrorText();
  const cancel = useCancelOrder();
  const { symbol } = order;
  const run = () =>
    cancel.mutate(order.id, {
      onSuccess: () => toast(t('orders.cancelled', { symbol })),
      onError: (error) => toast(errorText(error), { tone: 'error' }),
    });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={cancel.isPending}
      aria-label={t('orders.cancelOf', { side: t(`side.${order.side}`), symbol })}
      onClick={run}
    >
      {t('orders.cancel')}
    </Button>
  );
}
