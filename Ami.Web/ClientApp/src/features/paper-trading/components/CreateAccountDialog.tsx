import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCreateAccount } from '../api/accounts';
import '../texts';
import { cashDigits, costMethods, leverages, nameLength, type Costs } from './accountRules';
import { useCashProblem } from './useCashProblem';
import '../texts/accounts';

export function CreateAccountDialog(props: { onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('paperTrading');
  const { decimalSeparator } = useFormats();
  const errorText = useErrorText();
  const cash = useCashProblem();
  const create = useCreateAccount();
  const readCash = (typed: string) => readAmount(typed, cashDigits, decimalSeparator);
  const form = useForm({
    initialValues: { name: '', startingCash: '100000', leverage: '1', costs: 'average' as Costs },
    validate: {
      name: (value) =>
        value.trim() === ''
          ? t('account.create.nameRequired')
          : value.trim().length > nameLength
            ? t('account.create.nameLong', { count: nameLength })
            : null,
      startingCash: cash.problemOf,
    },
  });

  const submit = form.onSubmit(({ name, startingCash, leverage, costs }) => {
    const amount = readCash(startingCash).value;
    if (!amount) return;
    create.mutate(
      { name: name.trim(), startingCash: amount.toNumber(), leverage: Number(leverage), costs },
      {
        onSuccess(account) {
          toast(t('account.create.done', { name: account.name }));
          props.onCreated(account.id);
        },
      },
    );
  });

  return (
    <Dialog opened onClose={props.onClose} title={t('account.create.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {create.error && (
            <Alert color="red" role="alert">
              {errorText(create.error)}
            </Alert>
          )}
          {cash.isFull && (
            <Alert color="yellow" role="status">
              {t('paper.too_many_accounts', { ns: 'errors' })}
            </Alert>
          )}
          <TextInput label={t('account.create.name')} data-autofocus {...form.getInputProps('name')} />
          <AmountInput
            label={t('account.create.cash')}
            description={cash.hint}
            {...form.getInputProps('startingCash')}
          />
          <NativeSelect
            label={t('account.create.leverage')}
            description={t('account.create.leverageHint')}
            data={leverages.map((value) => ({ value, label: `${value}×` }))}
            {...form.getInputProps('leverage')}
          />
          <NativeSelect
            label={t('account.create.costs')}
            description={t('account.create.costsHint')}
            data={costMethods.map((value) => ({ value, label: t(`account.costs.${value}`) }))}
            {...form.getInputProps('costs')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" disabled={cash.isFull} loading={create.isPending}>
              {t('account.create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
