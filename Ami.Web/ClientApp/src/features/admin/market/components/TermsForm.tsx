import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { LeaveGuard } from '@/components/LeaveGuard';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import {
  assetClasses,
  changeTerms,
  symbolsKey,
  useCalendars,
  type ManagedTerms,
  type SymbolDetails,
} from '../api/symbols';
import { changedFields, readTerms, typed, type TypedTerms } from '../domain/terms';
import { CostPreview } from './CostPreview';
import classes from './TermsForm.module.css';

type Field = keyof ManagedTerms;

/** What was typed, and the version that it was typed at. */
interface Draft {
  of: number;
  typed: Partial<TypedTerms>;
}

const settledMs = 400;
const hours = [1, 2, 3, 4, 6, 8, 12, 24];
const groups = [
  { key: 'costs', fields: ['spreadBps', 'takerFeeBps', 'makerFeeBps', 'slippageBps'] },
  { key: 'depth', fields: ['depthUnits', 'depthDistance'] },
  { key: 'holding', fields: ['borrowPctPerYear', 'fundingBps', 'fundingHours'] },
  { key: 'orders', fields: ['minQuantity', 'minNotional', 'quantityDigits', 'priceDigits'] },
] as const satisfies readonly { key: string; fields: readonly Field[] }[];

/** Everything that staff decide about a symbol, with what it means for a student, and what a buy would cost by it. */
export function TermsForm({ details, mayManage }: { details: SymbolDetails; mayManage: boolean }) {
  const { t } = useTranslation('adminSymbols');
  const { decimalSeparator } = useFormats();
  const errorText = useErrorText();
  const client = useQueryClient();
  const calendars = useCalendars();
  const { row } = details;
  const [draft, setDraft] = useState<Draft>({ of: row.version, typed: {} });
  const [shown, setShown] = useState(false);
  // What was not typed follows what is stored, also when somebody else changes it.
  const values = { ...typed(row.terms, decimalSeparator), ...draft.typed };
  const { terms, wrong } = readTerms(values, row.terms, decimalSeparator);
  const isDirty =
    Object.keys(draft.typed).length > 0 && (wrong.length > 0 || changedFields(terms, row.terms).length > 0);
  const isOutdated = isDirty && draft.of !== row.version;
  const save = useMutation({
    mutationFn: () => changeTerms(row.symbol, terms, draft.of),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: symbolsKey });
      setDraft({ of: row.version, typed: {} });
      setShown(false);
      toast(t('saved'));
    },
    // It may say that something has changed: what was typed stays, beside what is there now.
    onError: () => client.invalidateQueries({ queryKey: symbolsKey }),
  });
  const refused = save.error instanceof ApiError ? Object.keys(save.error.fields) : [];
  const [settled] = useDebouncedValue(JSON.stringify(terms), settledMs);
  const asked = wrong.length === 0 && mayManage ? (JSON.parse(settled) as ManagedTerms) : null;

  const set = (name: Field, value: string) => {
    save.reset();
    setDraft((old) => ({
      of: Object.keys(old.typed).length > 0 ? old.of : row.version,
      typed: { ...old.typed, [name]: value },
    }));
  };
  const problem = (name: Field) =>
    (shown && wrong.includes(name)) || refused.includes(name)
      ? t(`problem.${name}`, {
          digits: name === 'depthDistance' ? values.priceDigits : values.quantityDigits,
        })
      : null;
  const common = (name: Field) => ({
    label: t(`term.${name}`),
    description: t(`help.${name}`),
    value: values[name],
    error: problem(name),
    readOnly: !mayManage,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(true);
    if (wrong.length === 0) save.mutate();
    else document.getElementById(`term-${wrong[0]}`)?.focus();
  }

  const field = (name: Field): ReactNode =>
    name === 'fundingHours' ? (
      <NativeSelect
        key={name}
        id={`term-${name}`}
        {...common(name)}
        disabled={!mayManage}
        data={[{ value: '', label: t('none') }, ...hours.map((one) => String(one))]}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    ) : (
      <AmountInput key={name} id={`term-${name}`} {...common(name)} onChange={(value) => set(name, value)} />
    );

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" maw={960}>
        {save.error && (
          <Alert color="red" variant="light" role="alert">
            {errorText(save.error)}
          </Alert>
        )}
        {isOutdated && (
          <Alert color="yellow" variant="light" role="alert" title={t('outdated.title')}>
            <Stack gap="xs" align="flex-start">
              {t('outdated.lead')}
              <Button
                variant="default"
                size="xs"
                onClick={() => (setDraft({ ...draft, of: row.version }), save.reset())}
              >
                {t('outdated.goOn')}
              </Button>
            </Stack>
          </Alert>
        )}
        <div className={classes.fields}>
          <TextInput
            id="term-name"
            {...common('name')}
            maxLength={100}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <NativeSelect
            id="term-assetClass"
            {...common('assetClass')}
            description={details.isTraded ? t('fixed') : t('help.assetClass')}
            disabled={details.isTraded || !mayManage}
            data={assetClasses.map((value) => ({ value, label: t(`assetClass.${value}`) }))}
            onChange={(event) => set('assetClass', event.currentTarget.value)}
          />
          <NativeSelect
            id="term-currency"
            {...common('currency')}
            description={details.isTraded ? t('fixed') : t('help.currency')}
            disabled={details.isTraded || !mayManage}
            data={['USD', 'EUR', 'GBP', 'ARS', 'MXN', 'JPY', 'USDT']}
            onChange={(event) => set('currency', event.currentTarget.value)}
          />
          <NativeSelect
            id="term-calendar"
            {...common('calendar')}
            disabled={!mayManage}
            data={[
              { value: '', label: t('always') },
              ...(calendars.data?.items ?? []).map(({ calendar }) => ({
                value: calendar.code,
                label: calendar.name,
              })),
            ]}
            onChange={(event) => set('calendar', event.currentTarget.value)}
          />
        </div>
        {groups.map((group) => (
          <Stack key={group.key} gap="xs">
            <Title order={3} size="h5">
              {t(`group.${group.key}`)}
            </Title>
            <div className={classes.fields}>{group.fields.map(field)}</div>
          </Stack>
        ))}
        {mayManage && <CostPreview symbol={row.symbol} currency={values.currency} terms={asked} />}
        {mayManage && (
          <Group justify="space-between">
            <Group gap="xs">
              {row.previous && changedFields(row.previous, row.terms).length > 0 && (
                <Button
                  variant="default"
                  onClick={() =>
                    row.previous &&
                    setDraft({ of: row.version, typed: typed(row.previous, decimalSeparator) })
                  }
                >
                  {t('restore')}
                </Button>
              )}
            </Group>
            <Group gap="xs">
              <Text size="sm" c="dimmed" role="status">
                {isDirty ? t('unsaved') : ''}
              </Text>
              <Button
                variant="default"
                disabled={!isDirty}
                onClick={() => (setDraft({ of: row.version, typed: {} }), save.reset())}
              >
                {t('discard')}
              </Button>
              <Button type="submit" disabled={!isDirty || isOutdated} loading={save.isPending}>
                {t('save')}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      <LeaveGuard
        dirty={isDirty}
        title={t('leave.title')}
        lead={t('leave.lead')}
        stay={t('leave.stay')}
        go={t('leave.go')}
      />
    </form>
  );
}
