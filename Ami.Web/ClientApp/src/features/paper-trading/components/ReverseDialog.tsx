import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useIsPaused } from '@/lib/live/paused';
import { OnlyAccountContext } from '../api/overview';
import { useReversePosition } from '../api/positions';
import type { Account, Position } from '../api/types';
import '../texts/paused';
import '../texts/terms';
import '../texts/review';

type Props = {
  account: Account;
  position: Position;
  digits: { price: number; quantity: number };
  onClose: () => void;
};

/** Says what turning a position around does before it is done. */
export default function ReverseDialog({ account, position, digits, onClose }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const reverse = useReversePosition(account.id);
  const { symbol } = position;
  const pausedId = useId();
  // Nobody pauses the past.
  const isPaused = useIsPaused(symbol, useContext(OnlyAccountContext) === null);
  const confirm = () =>
    reverse.mutate(
      { symbol },
      {
        onSuccess() {
          toast(t('reverse.done', { symbol }));
          onClose();
        },
      },
    );
  return (
    <Dialog opened onClose={onClose} title={t('reverse.title', { symbol })}>
      <Stack gap="sm">
        <Text fw={600}>
          {t('reverse.what', {
            side: position.quantity >= 0 ? t('side.sell') : t('side.buy'),
            quantity: formats.quantity(2 * Math.abs(position.quantity), digits.quantity),
          })}
        </Text>
        <Text size="sm">{t('reverse.lead')}</Text>
        <div>
          <Text size="sm">
            {t('closeDialog.about', {
              price: formats.price(position.mark, digits.price),
              pnl: formats.signedMoney(position.unrealisedPnl, account.currency),
            })}
          </Text>
          <Text id={pausedId} size="xs" c="var(--ami-warn-text)" role="status">
            {isPaused && t('pausedReverse', { symbol })}
          </Text>
        </div>
        {reverse.lost && (
          <Alert color="yellow" role="status">
            {t('review.lost')}
          </Alert>
        )}
        {reverse.error && (
          <Alert color="red" role="alert">
            {errorText(reverse.error)}
          </Alert>
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button
            disabled={isPaused}
            aria-describedby={isPaused ? pausedId : undefined}
            loading={reverse.isPending}
            onClick={confirm}
          >
            {t('reverse.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
