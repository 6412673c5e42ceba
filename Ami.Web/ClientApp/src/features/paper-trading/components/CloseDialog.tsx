import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useClosePosition } from '../api/positions';
import type { Account, Position } from '../api/types';
import '../texts/terms';

type Props = {
  account: Account;
  position: Position;
  digits: { price: number; quantity: number };
  onClose: () => void;
};

/** Says what closing does before it is done. */
export default function CloseDialog({ account, position, digits, onClose }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const close = useClosePosition(account.id);
  const { symbol } = position;

  const confirm = () =>
    close.mutate(
      { symbol },
      {
        onSuccess() {
          toast(t('closeDialog.done', { symbol }));
          onClose();
        },
      },
    );

  return (
    <Dialog opened onClose={onClose} title={t('closeDialog.title', { symbol })}>
      <Stack gap="sm">
        <Text fw={600}>
          {t('closeDialog.what', {
            side: position.quantity >= 0 ? t('side.sell') : t('side.buy'),
            quantity: formats.quantity(Math.abs(position.quantity), digits.quantity),
          })}
        </Text>
        <Text size="sm">
          {t('closeDialog.about', {
            price: formats.price(position.mark, digits.price),
            pnl: formats.signedMoney(position.unrealisedPnl, account.currency),
          })}
        </Text>
        {(position.takeProfit != null || position.stopLoss != null) && (
          <Text size="sm">{t('closeDialog.exits')}</Text>
        )}
        {close.lost && (
          <Alert color="yellow" role="status">
            {t('review.lost')}
          </Alert>
        )}
        {close.error && (
          <Alert color="red" role="alert">
            {errorText(close.error)}
          </Alert>
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button loading={close.isPending} onClick={confirm}>
            {t('closeDialog.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
