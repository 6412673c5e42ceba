import { Alert, Button, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { providerPages, type Subscription } from '../api/subscription';
import { useProviderPage } from '@/components/useProviderPage';

/** A payment that did not go through, and where it is made. */
export function OpenPayment({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const pay = useProviderPage(() => providerPages.pay());
  return (
    <Alert color="yellow" role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm" fw={600}>
          {t('invoices.open')}
        </Text>
        <Text size="sm">
          {subscription.graceUntil
            ? t('invoices.openUntil', { date: formats.date(subscription.graceUntil) })
            : t('invoices.openHint')}
        </Text>
        <Button size="xs" loading={pay.isGoing} onClick={() => pay.go(undefined)}>
          {t('mine.actions.pay')}
        </Button>
      </Stack>
    </Alert>
  );
}
