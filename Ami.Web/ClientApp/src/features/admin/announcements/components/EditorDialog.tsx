import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { kinds, plans, useSaveAnnouncement, type AnnouncementRow } from '../api/announcements';
import { fromLocalField, toLocalField } from './localTime';

const longest = { title: 120, body: 4_000 };
const timings = ['draft', 'now', 'at'] as const;
const fields = ['titleEs', 'titleEn', 'bodyEs', 'bodyEn', 'publishAt', 'bannerUntil'] as const;

const timingOf = (row: AnnouncementRow | null): (typeof timings)[number] =>
  row === null || row.state === 'draft' ? 'draft' : row.state === 'scheduled' ? 'at' : 'now';

/** Writes an announcement in both languages, and decides who sees it from when on. */
export function EditorDialog({ row, onClose }: { row: AnnouncementRow | null; onClose: () => void }) {
  const { t } = useTranslation('adminAnnouncements');
  const errorText = useErrorText();
  const save = useSaveAnnouncement(row);
  const line = (value: string) =>
    value.trim() === '' ? t('form.problem.title', { most: longest.title }) : null;
  const text = (value: string) =>
    value.trim() === '' ? t('form.problem.body', { most: longest.body }) : null;
  const form = useForm({
    initialValues: {
      kind: row?.kind ?? 'news',
      titleEs: row?.titleEs ?? '',
      titleEn: row?.titleEn ?? '',
      bodyEs: row?.bodyEs ?? '',
      bodyEn: row?.bodyEn ?? '',
      plan: row?.plan ?? ('' as const),
      isImportant: row?.isImportant ?? false,
      bannerUntil: toLocalField(row?.bannerUntil),
      timing: timingOf(row),
      publishAt: toLocalField(row?.publishAt),
    },
    validate: {
      titleEs: line,
      titleEn: line,
      bodyEs: text,
      bodyEn: text,
      publishAt: (value, { timing }) =>
        timing === 'at' && fromLocalField(value) === null ? t('form.problem.publishAt') : null,
    },
  });
  const submit = form.onSubmit((values) =>
    save.mutate(
      {
        ...values,
        plan: values.plan === '' ? null : values.plan,
        publishAt: values.timing === 'at' ? fromLocalField(values.publishAt) : null,
        bannerUntil: values.isImportant ? fromLocalField(values.bannerUntil) : null,
      },
      {
        onSuccess() {
          toast(t('form.done'));
          onClose();
        },
        onError(error) {
          if (!(error instanceof ApiError)) return;
          const wrong = fields.filter((field) => field in error.fields);
          form.setErrors(Object.fromEntries(wrong.map((field) => [field, t(`form.refused.${field}`)])));
        },
      },
    ),
  );
  const placed =
    save.error instanceof ApiError && fields.some((field) => field in (save.error as ApiError).fields);
  return (
    <Dialog opened onClose={onClose} title={t(row ? 'form.change' : 'form.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {save.error && !placed && (
            <Alert color="red" role="alert">
              {errorText(save.error)}
            </Alert>
          )}
          <Group grow align="flex-start">
            <NativeSelect
              label={t('column.kind')}
              data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              {...form.getInputProps('kind')}
            />
            <NativeSelect
              label={t('column.plan')}
              data={[
                { value: '', label: t('everybody') },
                ...plans.map((value) => ({ value, label: t(`plan.${value}`) })),
              ]}
              {...form.getInputProps('plan')}
            />
          </Group>
          <TextInput
            label={t('form.titleEs')}
            lang="es"
            maxLength={longest.title}
            data-autofocus
            {...form.getInputProps('titleEs')}
          />
          <Textarea
            label={t('form.bodyEs')}
            lang="es"
            rows={5}
            maxLength={longest.body}
            {...form.getInputProps('bodyEs')}
          />
          <TextInput
            label={t('form.titleEn')}
            lang="en"
            maxLength={longest.title}
            {...form.getInputProps('titleEn')}
          />
          <Textarea
            label={t('form.bodyEn')}
            lang="en"
            rows={5}
            maxLength={longest.body}
            {...form.getInputProps('bodyEn')}
          />
          <Checkbox
            label={t('form.isImportant')}
            description={t('form.isImportantHint')}
            {...form.getInputProps('isImportant', { type: 'checkbox' })}
          />
          {form.values.isImportant && (
            <TextInput
              type="datetime-local"
              label={t('column.bannerUntil')}
              description={t('form.bannerUntilHint')}
              {...form.getInputProps('bannerUntil')}
            />
          )}
          <NativeSelect
            label={t('form.timing')}
            data={timings.map((value) => ({ value, label: t(`timing.${value}`) }))}
            {...form.getInputProps('timing')}
          />
          {form.values.timing === 'at' && (
            <TextInput
              type="datetime-local"
              label={t('column.publishAt')}
              {...form.getInputProps('publishAt')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('form.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
