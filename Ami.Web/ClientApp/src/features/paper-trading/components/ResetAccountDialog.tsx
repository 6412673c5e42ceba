import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useResetAccount } from '../api/accounts';
import type { Account } from '../api/types';
import { cashDigits, leverages } from './accountRules';
import { useCashProblem } from './useCashProblem';
import '../texts/accounts';

/** Cannot be undone, so the account's name has to be typed. */
export function ResetAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const { hint, problemOf } = useCashProblem(account.startingCash);
  const reset = useResetAccount(account.id);
  const { name } = account;
  const [typedName, setTypedName] = useState('');
  const [cash, setCash] = useState(() => asTyped(Decimal.of(account.startingCash), formats.decimalSeparator));
  const [leverage, setLeverage] = useState(String(account.leverage));
  const reading = readAmount(cash, cashDigits, formats.decimalSeparator);
  const cashError = problemOf(cash);
  const confirmed = typedName.trim() === name && cashError === null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!confirmed || !reading.value) return;
    reset.mutate(
      { startingCash: reading.value.toNumber(), leverage: Number(leverage) },
      {
        onSuccess(fresh) {
          const amount = formats.money(fresh.startingCash, fresh.currency);
          toast(t('account.resetDialog.done', { name, amount }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog opened onClose={onClose} title={t('account.resetDialog.title', { name })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('account.resetDialog.lead')}</Text>
          {reset.error && (
            <Alert color="red" role="alert">
              {errorText(reset.error)}
            </Alert>
          )}
          <AmountInput
            label={t('account.create.cash')}
            description={hint}
            value={cash}
            onChange={setCash}
            error={cashError}
          />
          <NativeSelect
            label={t('account.create.leverage')}
            data={leverages.map((value) => ({ value, label: `${value}×` }))}
            value={leverage}
            onChange={(event) => setLeverage(event.currentTarget.value)}
          />
          <TextInput
            label={t('account.resetDialog.confirm', { name })}
            autoComplete="off"
            data-autofocus
            value={typedName}
            onChange={(event) => setTypedName(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" color="red" disabled={!confirmed} loading={reset.isPending}>
              {t('account.resetDialog.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
