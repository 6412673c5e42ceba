import { Alert, Button, Checkbox, Group, NumberInput, Stack, TextInput, Textarea } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/NumberInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { QueryView } from '@/components/QueryView';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCreateKey, useScopes } from '../api/keys';
import { ShownOnce } from './ShownOnce';

const within = (value: number | string, most: number) => Number(value) >= 1 && Number(value) <= most;

function CreateForm({ scopes, onClose }: { scopes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('adminApiKeys');
  const errorText = useErrorText();
  const create = useCreateKey();
  const form = useForm({
    initialValues: {
      name: '',
      scopes: scopes.length === 1 ? [...scopes] : ([] as string[]),
      addresses: '',
      expiresInDays: 90 as number | string,
      requestsPerMinute: 60 as number | string,
    },
    validate: {
      name: (value) => (value.trim() && value.trim().length <= 60 ? null : t('form.problem.name')),
      scopes: (value) => (value.length > 0 ? null : t('form.problem.scopes')),
      expiresInDays: (value) => (within(value, 366) ? null : t('form.problem.days')),
      requestsPerMinute: (value) => (within(value, 6000) ? null : t('form.problem.requests')),
    },
  });

  const submit = form.onSubmit((values) =>
    create.mutate(
      {
        name: values.name.trim(),
        scopes: values.scopes,
        addresses: values.addresses.split(/[\s,;]+/).filter((range) => range !== ''),
        expiresInDays: Number(values.expiresInDays),
        requestsPerMinute: Number(values.requestsPerMinute),
      },
      {
        onError(error) {
          if (error instanceof ApiError && 'addresses' in error.fields)
            form.setFieldError('addresses', t('form.problem.addresses'));
        },
      },
    ),
  );

  if (create.data) return <ShownOnce secret={create.data.key} onClose={onClose} />;
  const unplaced = create.error && !(create.error instanceof ApiError && 'addresses' in create.error.fields);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {unplaced && (
          <Alert color="red" role="alert">
            {errorText(create.error)}
          </Alert>
        )}
        <TextInput
          label={t('form.name')}
          description={t('form.nameHint')}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('form.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={4}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label={t('form.addresses')}
          description={t('form.addressesHint')}
          rows={3}
          {...form.getInputProps('addresses')}
        />
        <Group grow align="flex-start">
          <NumberInput
            label={t('form.days')}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('expiresInDays')}
          />
          <NumberInput
            label={t('form.requests')}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('requestsPerMinute')}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('form.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminApiKeys');
  const scopes = useScopes();
  return (
    <Dialog opened onClose={onClose} title={t('form.title')}>
      <QueryView query={scopes}>{(known) => <CreateForm scopes={known} onClose={onClose} />}</QueryView>
    </Dialog>
  );
}
