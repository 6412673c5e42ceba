import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useNumberProblem } from '@/components/useNumberProblem';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCreateAccount } from '../api/accounts';
import '../texts';
import { cashDigits, cashInRange, leverages, nameLength } from './accountRules';
import '../texts/accounts';

export function CreateAccountDialog(props: { onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('paperTrading');
  const { decimalSeparator } = useFormats();
  const errorText = useErrorText();
  const numberProblem = useNumberProblem();
  const create = useCreateAccount();
  const readCash = (typed: string) => readAmount(typed, cashDigits, decimalSeparator);
  const form = useForm({
    initialValues: { name: '', startingCash: '100000', leverage: '1' },
    validate: {
      name: (value) =>
        value.trim() === ''
          ? t('account.create.nameRequired')
          : value.trim().length > nameLength
            ? t('account.create.nameLong', { count: nameLength })
            : null,
      startingCash: (typed) => {
        const { value, problem } = readCash(typed);
        if (problem) return numberProblem(problem, cashDigits);
        return cashInRange(value.toNumber()) ? null : t('account.create.cashRange');
      },
    },
  });

  const submit = form.onSubmit(({ name, startingCash, leverage }) => {
    const cash = readCash(startingCash).value;
    if (!cash) return;
    create.mutate(
      { name: name.trim(), startingCash: cash.toNumber(), leverage: Number(leverage) },
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
          <TextInput label={t('account.create.name')} data-autofocus {...form.getInputProps('name')} />
          <AmountInput
            label={t('account.create.cash')}
            description={t('account.create.cashHint')}
            {...form.getInputProps('startingCash')}
          />
          <NativeSelect
            label={t('account.create.leverage')}
            description={t('account.create.leverageHint')}
            data={leverages.map((value) => ({ value, label: `${value}×` }))}
            {...form.getInputProps('leverage')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('account.create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
