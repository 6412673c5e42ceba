import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useStartImport } from '../api/imports';
import { useImportPreview } from '../api/preview';
import { mapText, type LayoutMap } from '../domain/layoutMap';
import '../texts';
import { FileDrop } from './FileDrop';
import css from './ImportForm.module.css';
import { ImportPreview } from './ImportPreview';

const intervals = ['1m', '5m', '15m', '1h', '4h', '1d'];
const classes = ['crypto', 'fx', 'commodity', 'index', 'equity'] as const;
const layouts = ['open-time', 'close-time'] as const;
const mostBytes = 60 * 1024 * 1024;
const settledMs = 300;

const isSymbol = (text: string) => /^[A-Z0-9][A-Z0-9.-]{0,19}$/i.test(text.trim());

/** A file, how it would be read, and as what it is imported: the options that the silo's command has. */
export function ImportForm({ onStarted }: { onStarted: (id: string) => void }) {
  const { t } = useTranslation('adminMarket');
  const errorText = useErrorText();
  const start = useStartImport();
  const form = useForm({
    initialValues: {
      file: null as File | null,
      symbol: '',
      interval: '',
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
      symbol: (symbol) => (isSymbol(symbol) ? null : t('symbol.problem')),
    },
  });

  const { file, symbol, interval, layout, map, acceptOpenEnd } = form.values;
  const [named] = useDebouncedValue(isSymbol(symbol) ? symbol.trim() : '', settledMs);
  const [mapped] = useDebouncedValue(mapText(map), settledMs);
  const preview = useImportPreview(file && file.size <= mostBytes ? file : null, {
    symbol: named,
    interval,
    layout,
    acceptOpenEnd,
    map: mapped,
  });
  const seen = file ? preview.data : undefined;
  const apart = seen?.interval ?? '';

  const choose = (chosen: File | null) => {
    form.setFieldValue('file', chosen);
    form.setFieldValue('map', {});
    // As exporters name their files: BTCUSDT_1h.csv.
    const symbolOf = /^([A-Z0-9][A-Z0-9.-]{1,19})[_ ]/.exec(chosen?.name ?? '')?.[1];
    if (symbolOf && !symbol) form.setFieldValue('symbol', symbolOf);
  };

  const submit = form.onSubmit(({ file, map, ...terms }) => {
    const length = terms.interval || apart;
    if (!length) form.setFieldError('interval', t('intervalMissing'));
    else if (file)
      start.mutate(
        { file, terms: { ...terms, interval: length, map: mapText(map) } },
        { onSuccess: (job) => (form.reset(), onStarted(job.id)) },
      );
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={960}>
        {start.error && (
          <Alert color="red" variant="light" role="alert">
            {errorText(start.error)}
          </Alert>
        )}
        <FileDrop
          file={file}
          problem={typeof form.errors.file === 'string' ? form.errors.file : null}
          onFile={choose}
        />
        {preview.error && (
          <Alert color="yellow" variant="light" role="status">
            {errorText(preview.error)}
          </Alert>
        )}
        {file && preview.isPending && (
          <Text size="sm" c="dimmed" role="status">
            {t('preview.looking')}
          </Text>
        )}
        {seen && <ImportPreview preview={seen} map={map} onMap={(next) => form.setFieldValue('map', next)} />}
        <div className={css.pairs}>
          <TextInput
            label={t('symbol.label')}
            placeholder={t('symbol.example')}
            {...form.getInputProps('symbol')}
          />
          <NativeSelect
            label={t('interval')}
            data={[
              { value: '', label: apart ? t('intervalSeen', { interval: apart }) : t('intervalAuto') },
              ...intervals,
            ]}
            {...form.getInputProps('interval')}
          />
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
          <TextInput label={t('name')} maxLength={100} {...form.getInputProps('name')} />
          <TextInput label={t('currency')} maxLength={8} {...form.getInputProps('currency')} />
        </div>
        <Checkbox label={t('skipBadLines')} {...form.getInputProps('skipBadLines', { type: 'checkbox' })} />
        <Checkbox label={t('acceptOpenEnd')} {...form.getInputProps('acceptOpenEnd', { type: 'checkbox' })} />
        <Group gap="md">
          <Button
            type="submit"
            loading={start.isPending}
            disabled={interval === '' && preview.isFetching && preview.data === undefined}
          >
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
