import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useStartImport } from '../api/imports';
import '../texts';
import { FileDrop } from './FileDrop';
import { MapFields, mapText, type LayoutMap } from './MapFields';

const intervals = ['1m', '5m', '15m', '1h', '4h', '1d'];
const classes = ['crypto', 'fx', 'commodity', 'index', 'equity'] as const;
const layouts = ['open-time', 'close-time'] as const;
const mostBytes = 60 * 1024 * 1024;

/** A file, and as what it is imported: the options that the silo's command has. What it asks about a layout, it asks when `asks` says so. */
export function ImportForm({ asks, onStarted }: { asks: boolean; onStarted: (id: string) => void }) {
  const { t } = useTranslation('adminMarket');
  const errorText = useErrorText();
  const start = useStartImport();
  const form = useForm({
    initialValues: {
      file: null as File | null,
      symbol: '',
      interval: '1h',
      layout: '',
      name: '',
      class: '',
      currency: 'USD',
      skipBadLines: false,
      acceptOpenEnd: false,
      map: {} as LayoutMap,
    },
    validate: {
      file: (file) => (!file ? t('file.missing') : file.size > mostBytes ? t('file.tooLarge') : null),
      symbol: (symbol) => (/^[A-Z0-9][A-Z0-9.-]{0,19}$/i.test(symbol.trim()) ? null : t('symbol.problem')),
    },
  });

  const submit = form.onSubmit(({ file, map, ...terms }) => {
    if (file)
      start.mutate(
        { file, terms: { ...terms, map: asks ? mapText(map) : '' } },
        { onSuccess: (job) => (form.reset(), onStarted(job.id)) },
      );
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={720}>
        {start.error && (
          <Alert color="red" variant="light" role="alert">
            {errorText(start.error)}
          </Alert>
        )}
        <FileDrop
          file={form.values.file}
          problem={typeof form.errors.file === 'string' ? form.errors.file : null}
          onFile={(file) => form.setFieldValue('file', file)}
        />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t('symbol.label')}
            placeholder={t('symbol.example')}
            {...form.getInputProps('symbol')}
          />
          <NativeSelect label={t('interval')} data={intervals} {...form.getInputProps('interval')} />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label={t('layout.label')}
            data={[
              { value: '', label: t('layout.auto') },
              ...layouts.map((value) => ({ value, label: t(`layout.${value}`) })),
            ]}
            {...form.getInputProps('layout')}
          />
          <NativeSelect
            label={t('class.label')}
            data={[
              { value: '', label: t('class.auto') },
              ...classes.map((value) => ({ value, label: t(`class.${value}`) })),
            ]}
            {...form.getInputProps('class')}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput label={t('name')} maxLength={100} {...form.getInputProps('name')} />
          <TextInput label={t('currency')} maxLength={8} {...form.getInputProps('currency')} />
        </Group>
        {asks && <MapFields map={form.values.map} onMap={(map) => form.setFieldValue('map', map)} />}
        <Checkbox label={t('skipBadLines')} {...form.getInputProps('skipBadLines', { type: 'checkbox' })} />
        <Checkbox label={t('acceptOpenEnd')} {...form.getInputProps('acceptOpenEnd', { type: 'checkbox' })} />
        <Group gap="md">
          <Button type="submit" loading={start.isPending}>
            {t('start')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {start.isPending && t('uploading')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
