import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { toast } from '@/components/toasts';
import { useAttempt } from '@/lib/api/useAttempt';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { purchasesKey, redeemGift } from '../api/documents';

/** Takes a gift by the code that its buyer passed on. */
export function RedeemGift() {
  const { t } = useTranslation('payments');
  const errorText = useErrorText();
  const client = useQueryClient();
  const attempt = useAttempt();
  const [code, setCode] = useState('');
  const redeem = useMutation({
    mutationFn: (typed: string) => attempt.run({ typed }, (key) => redeemGift(key, typed)),
    onSuccess: ({ name }) => {
      setCode('');
      toast(t('purchases.redeemed', { name }));
      return client.invalidateQueries({ queryKey: purchasesKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') redeem.mutate(code.trim());
  };
  return (
    <Panel title={t('purchases.redeemTitle')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={520}>
          <Text size="sm">{t('purchases.redeemLead')}</Text>
          {redeem.error && (
            <Alert color="red" role="alert">
              {errorText(redeem.error)}
            </Alert>
          )}
          <Group gap="xs" align="flex-end">
            <TextInput
              flex="1 1 220px"
              label={t('purchases.code')}
              autoComplete="off"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" disabled={code.trim() === ''} loading={redeem.isPending}>
              {t('purchases.redeem')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
