import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { useChangeEmail } from '../api/emailAddress';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { looksLikeEmail } from '../components/rules';
import '../texts';
import '../texts/access';

export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['access', 'identity']);
  const change = useChangeEmail();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: {
      email: (value) => (looksLikeEmail(value) ? null : t('problems.email', { ns: 'identity' })),
    },
  });
  const submit = form.onSubmit(({ email }) =>
    change.mutate(email.trim(), { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <Dialog opened onClose={onClose} title={t('email.changeTitle')}>
      {change.isSuccess ? (
        <Stack gap="md">
          <Text size="sm" role="status">
            {t('email.sent', { email: change.variables })} {t('checkSpam')}
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('email.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Text size="sm">{t('email.changeLead')}</Text>
            <FormAlert error={change.error} fields={['email']} />
            <TextInput
              label={t('email.newEmail')}
              type="email"
              autoComplete="email"
              data-autofocus
              key={form.key('email')}
              {...form.getInputProps('email')}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={change.isPending}>
                {t('email.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
