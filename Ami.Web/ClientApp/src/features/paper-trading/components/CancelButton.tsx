import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCancelOrder } from '../api/orders';
import { usePositions } from '../api/parts';
import type { Order } from '../api/types';
import { limitsLoss } from '../domain/limitsLoss';
import '../texts/orders';

/** Cancels at once; but a stop that limits a loss is asked about. */
export function CancelButton({ order }: { order: Order }) {
  const { t } = useTranslation('paperTrading');
  const errorText = useErrorText();
  const { symbol } = order;
  const cancel = useCancelOrder({
    done: () => toast(t('orders.cancelled', { symbol })),
    failed: (error) => toast(errorText(error), { tone: 'error' }),
  });
  const [asking, setAsking] = useState(false);
  const protects = limitsLoss(order, usePositions().data ?? []);
  const run = () => {
    setAsking(false);
    cancel.mutate(order.id);
  };
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={cancel.isPending}
        aria-label={t('orders.cancelOf', { side: t(`side.${order.side}`), symbol })}
        onClick={protects ? () => setAsking(true) : run}
      >
        {t('orders.cancel')}
      </Button>
      {cancel.lost && (
        <Text size="xs" role="status">
          {t('orders.lost')}
        </Text>
      )}
      {protects && (
        <Dialog opened={asking} onClose={() => setAsking(false)} title={t('cancelStop.title', { symbol })}>
          <Stack gap="sm">
            <Text size="sm">{t('cancelStop.body')}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
                {t('cancelStop.keep')}
              </Button>
              <Button color="red" onClick={run}>
                {t('cancelStop.submit')}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
