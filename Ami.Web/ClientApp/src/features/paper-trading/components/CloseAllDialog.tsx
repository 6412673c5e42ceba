import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCloseAll } from '../api/positions';
import type { Account, Position } from '../api/types';
import '../texts/terms';
import '../texts/review';

type Props = { account: Account; positions: readonly Position[]; onClose: () => void };

/** Says what closing everything does before it is done. */
export default function CloseAllDialog({ account, positions, onClose }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const close = useCloseAll(account.id);
  const result = positions.reduce((sum, { unrealisedPnl }) => sum + unrealisedPnl, 0);
  const confirm = () =>
    close.mutate(undefined, {
      onSuccess() {
        toast(t('closeAll.done'));
        onClose();
      },
    });
  return (
    <Dialog opened onClose={onClose} title={t('closeAll.title')}>
      <Stack gap="sm">
        {positions.length === 0 ? (
          <Text size="sm">{t('closeAll.ordersOnly')}</Text>
        ) : (
          <>
            <Text size="sm">{t('closeAll.lead', { count: positions.length })}</Text>
            <Text size="sm">
              {t('closeAll.about', { pnl: formats.signedMoney(result, account.currency) })}
            </Text>
          </>
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
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button color="red" loading={close.isPending} onClick={confirm}>
            {t('closeAll.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
