import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { instantOf, wallOf } from '@/components/charts/wallTime';
import { Dialog } from '@/components/Dialog';
import { useNumberProblem } from '@/components/useNumberProblem';
import { ApiError } from '@/lib/api/errors';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { cashDigits, cashInRange, leastCash, leverages, mostCash } from '../components/accountRules';
import '../texts';
import { replaysQuery, useStartReplay, type Replay } from './api';
import classes from './StartDialog.module.css';
import '../texts/accounts';
import './texts';

export type StartDialogProps = {
  symbol: string;
  /** What stands in the field at first, milliseconds. */
  from: number;
  onPick: () => void;
  /** A replay that is to be shown. */
  onShow: (replay: Replay) => void;
  onClose: () => void;
};

/** As many as are listed. */
const mostListed = 8;

/** Asks where a replay is to begin, and with how much; and shows those that there are. */
export default function StartDialog({ symbol, from, onPick, onShow, onClose }: StartDialogProps) {
  const { t } = useTranslation(['replay', 'paperTrading', 'common']);
  const formats = useFormats();
  const errorText = useErrorText();
  const numberProblem = useNumberProblem();
  const start = useStartReplay();
  const kept = useQuery(replaysQuery).data ?? [];
  const zone = formats.timeZone;
  const readCash = (typed: string) => readAmount(typed, cashDigits, formats.decimalSeparator);
  const form = useForm({
    initialValues: { from: wallOf(from, zone).slice(0, 16), cash: '100000', leverage: '1' },
    validate: {
      from: (typed) => {
        const at = instantOf(typed, zone);
        return at === null || at > Date.now() ? t('start.fromBad') : null;
      },
      cash: (typed) => {
        const { value, problem } = readCash(typed);
        if (problem) return numberProblem(problem, cashDigits);
        if (cashInRange(value.toNumber())) return null;
        const [least, most] = [formats.integer(leastCash), formats.integer(mostCash)];
        return t('account.create.cashRange', { ns: 'paperTrading', least, most });
      },
    },
  });

  const submit = form.onSubmit((values) => {
    const [at, cash] = [instantOf(values.from, zone), readCash(values.cash).value];
    if (at === null || !cash) return;
    start.mutate(
      {
        symbol,
        from: new Date(at).toISOString(),
        startingCash: cash.toNumber(),
        leverage: Number(values.leverage),
      },
      { onSuccess: onShow },
    );
  });

  const range = rangeOf(start.error);
  return (
    <Dialog opened onClose={onClose} title={t('start.title', { symbol })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('start.lead')}</Text>
          {start.error && (
            <Alert color="red" role="alert">
              {errorText(start.error)}{' '}
              {range &&
                t('start.range', {
                  first: formats.dateTime(range.first),
                  last: formats.dateTime(range.last),
                })}
            </Alert>
          )}
          <TextInput
            data-autofocus
            type="datetime-local"
            label={t('start.from', { zone })}
            {...form.getInputProps('from')}
          />
          <Button variant="default" onClick={onPick}>
            {t('start.pick')}
          </Button>
          <Group grow align="flex-start">
            <AmountInput label={t('start.cash')} {...form.getInputProps('cash')} />
            <NativeSelect
              label={t('start.leverage')}
              data={leverages.map((value) => ({ value, label: `${value}×` }))}
              {...form.getInputProps('leverage')}
            />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={start.isPending}>
              {t('start.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
      {kept.length > 0 && (
        <section aria-label={t('start.kept')}>
          <Text fw={600} size="sm" mt="md">
            {t('start.kept')}
          </Text>
          <ul className={classes.list}>
            {kept.slice(0, mostListed).map((replay) => {
              const isEnded = replay.endedAt !== null;
              const row = { symbol: replay.symbol, clock: formats.dateTime(replay.clock) };
              return (
                <li key={replay.id} className={classes.row}>
                  <span>{t(isEnded ? 'start.rowEnded' : 'start.row', row)}</span>
                  <Button size="compact-sm" variant="default" onClick={() => onShow(replay)}>
                    {t(isEnded ? 'start.look' : 'start.goOn')}
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

/** Between which moments there is history, where the server has said so. */
function rangeOf(error: unknown): { first: string; last: string } | null {
  if (!(error instanceof ApiError)) return null;
  const { first, last } = error.details;
  return typeof first === 'string' && typeof last === 'string' ? { first, last } : null;
}
