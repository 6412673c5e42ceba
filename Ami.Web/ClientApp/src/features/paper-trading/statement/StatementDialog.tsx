import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { download } from '@/lib/api/download';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Account } from '../api/types';
import '../texts/errors';
import { periodOf, presets, todayIn, type Period, type Preset } from './periods';
import './texts';

/** Chooses the days of a statement, and fetches it. */
export default function StatementDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('paperStatement');
  const formats = useFormats();
  const language = useLanguage();
  const errorText = useErrorText();
  const [today] = useState(() => todayIn(formats.timeZone, new Date()));
  const [preset, setPreset] = useState<Preset | 'custom'>('days30');
  const [period, setPeriod] = useState<Period>(() => periodOf('days30', today));
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const fetching = useMutation({
    mutationFn: (query: Period) => {
      const controller = (running.current = new AbortController());
      return download(
        `/api/trading/paper/accounts/${account.id}/statement?${new URLSearchParams({ ...query, language })}`,
        { signal: controller.signal, onProgress: () => undefined },
      );
    },
  });
  const complete = period.from !== '' && period.to !== '';
  const inOrder = period.from <= period.to;

  function choose(value: string) {
    const known = presets.find((one) => one === value);
    setPreset(known ?? 'custom');
    if (known) setPeriod(periodOf(known, today));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!complete || !inOrder) return;
    fetching.mutate(period, {
      onSuccess() {
        toast(t('done'));
        onClose();
      },
    });
  }

  return (
    <Dialog opened onClose={onClose} title={t('title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('lead', { account: account.name })}</Text>
          {fetching.error && (
            <Alert color="red" role="alert">
              {errorText(fetching.error)}
            </Alert>
          )}
          <NativeSelect
            label={t('period')}
            data-autofocus
            data={[...presets, 'custom' as const].map((value) => ({ value, label: t(value) }))}
            value={preset}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t('from')}
              value={period.from}
              onChange={(event) => {
                setPreset('custom');
                setPeriod({ ...period, from: event.currentTarget.value });
              }}
            />
            <TextInput
              type="date"
              label={t('to')}
              value={period.to}
              error={complete && !inOrder ? t('order') : null}
              onChange={(event) => {
                setPreset('custom');
                setPeriod({ ...period, to: event.currentTarget.value });
              }}
            />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" disabled={!complete || !inOrder} loading={fetching.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
