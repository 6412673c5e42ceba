import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/Facts';
import { QueryView } from '@/components/QueryView';
import { toast } from '@/components/toasts';
import type { components } from '@/lib/api/schema';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Account } from '../api/types';
import { nameLength } from '../components/accountRules';
import { useGate, useGraduate } from './api';
import './texts';

type Step = components['schemas']['GateStep'];
type Means = components['schemas']['GateView']['means'];

/** The server decides; where it does not say, it is asked. */
const canOpen = (cash: number, means: Means) => !means || (means.wallet >= cash && means.accountsLeft > 0);

/** How far an account is on the way to a larger one; the larger one, once everything is shown. */
export function GatePanel({ account }: { account: Account }) {
  const { t } = useTranslation('paperGate');
  const formats = useFormats();
  const query = useGate(account.id);

  function progress({ requirement, needed, have }: Step): string {
    switch (requirement) {
      case 'rules':
        return t(have == null ? 'step.noRule' : 'step.rules', {
          have: formats.percent((have ?? 0) / 100),
          needed: formats.percent(needed / 100, 0),
        });
      case 'trades':
        return t('step.trades', { have: formats.integer(have ?? 0), needed: formats.integer(needed) });
      case 'drawdown':
        return t('step.drawdown', {
          have: formats.percent((have ?? 0) / 100),
          needed: formats.percent(needed / 100),
        });
      case 'expectancy':
        return have == null ? t('step.unknown') : t('step.expectancy', { have: formats.ratio(have) });
      // A server of after this page may ask for more.
      default:
        return '–';
    }
  }

  /** What opening it takes beside what was shown: so nobody is refused for it afterwards. */
  function meansOf(cash: number, means: Means): (readonly [string, string])[] {
    if (!means) return [];
    const money = (value: number) => formats.money(value, account.currency);
    const words = { have: money(means.wallet), needed: money(cash) };
    return [
      [t('means.wallet'), `${t('means.walletOf', words)} · ${t(means.wallet >= cash ? 'met' : 'missing')}`],
      [
        t('means.accounts'),
        `${t('means.accountsLeft', { count: means.accountsLeft })} · ${t(means.accountsLeft > 0 ? 'met' : 'missing')}`,
      ],
    ];
  }

  return (
    <QueryView query={query}>
      {({ gate, grantedAccountId, mostBreachesADay, means }) => (
        <Stack gap="xs">
          <Title order={3} size="h5">
            {t('title')}
          </Title>
          <Text size="sm">{t('lead', { breaches: mostBreachesADay })}</Text>
          {grantedAccountId ? (
            <Text size="sm">{t('granted')}</Text>
          ) : gate.nextCash == null ? (
            <Text size="sm">{t((means?.mostCash ?? 0) > account.startingCash ? 'topOfAll' : 'top')}</Text>
          ) : (
            <>
              <Facts
                items={[
                  ...gate.steps.map(
                    (step) =>
                      [
                        t(`requirement.${step.requirement}`),
                        `${progress(step)} · ${step.isMet ? t('met') : t('missing')}`,
                      ] as const,
                  ),
                  ...meansOf(gate.nextCash, means),
                ]}
              />
              {gate.brokenOn && (
                <Text size="xs" c="dimmed">
                  {t('broken', { day: formats.date(`${gate.brokenOn}T12:00:00Z`) })}
                </Text>
              )}
              {gate.isOpen &&
                (canOpen(gate.nextCash, means) ? (
                  <Offer account={account} amount={formats.money(gate.nextCash, account.currency)} />
                ) : (
                  <Text size="sm" role="status">
                    {t('waits')}
                  </Text>
                ))}
            </>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function Offer({ account, amount }: { account: Account; amount: string }) {
  const { t } = useTranslation('paperGate');
  const errorText = useErrorText();
  const graduate = useGraduate(account.id);
  const [name, setName] = useState('');
  const isNamed = name.trim() !== '' && name.trim().length <= nameLength;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isNamed) return;
    graduate.mutate(
      { name: name.trim() },
      { onSuccess: (opened) => toast(t('done', { name: opened.name })) },
    );
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Text size="sm">{t('offer', { amount })}</Text>
        {graduate.error && (
          <Alert color="red" role="alert">
            {errorText(graduate.error)}
          </Alert>
        )}
        <Group align="end">
          <TextInput
            label={t('name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isNamed} loading={graduate.isPending}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
