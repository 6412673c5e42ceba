import { Anchor, Button, Checkbox, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { ApiError } from '@/lib/api/errors';
import { useVerifySecondFactor } from '../api/secondFactor';
import '../texts';
import '../texts/security';
import { AuthCard } from '@/components/AuthCard';
import { CodeInput } from './CodeInput';
import { FormAlert } from './FormAlert';

/** The second step of signing in, after the password or an OAuth provider. The browser holds the first step in a cookie. */
export function SecondStep({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation(['security', 'identity']);
  const errorText = useErrorText();
  const verify = useVerifySecondFactor();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '', rememberDevice: false },
    validate: {
      code: (value) => (value.trim() === '' ? t('problems.codeRequired', { ns: 'identity' }) : null),
    },
  });
  const submit = form.onSubmit(({ code, rememberDevice }) =>
    verify.mutate(
      { code: code.trim(), rememberDevice },
      {
        onError(error) {
          if (error instanceof ApiError && 'code' in error.fields)
            form.setFieldError('code', errorText(error));
        },
      },
    ),
  );
  return (
    <AuthCard
      title={t('secondStep.title')}
      lead={t('secondStep.lead')}
      footer={
        <Anchor component="button" type="button" onClick={onBack}>
          {t('secondStep.back')}
        </Anchor>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={verify.error} fields={['code']} />
          <CodeInput
            description={null}
            autoFocus
            required
            withAsterisk={false}
            key={form.key('code')}
            {...form.getInputProps('code')}
          />
          <Text size="xs" c="dimmed" mt={-8}>
            {t('secondStep.lost')}
          </Text>
          <Checkbox
            label={t('secondStep.remember')}
            key={form.key('rememberDevice')}
            {...form.getInputProps('rememberDevice', { type: 'checkbox' })}
          />
          <Button type="submit" fullWidth loading={verify.isPending}>
            {t('secondStep.submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
