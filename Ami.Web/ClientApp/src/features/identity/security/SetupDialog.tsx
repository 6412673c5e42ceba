import { Button, Code, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useEnableSecondFactor, type SecondFactorSetup } from '../api/secondFactor';
import { CodeInput } from '../components/CodeInput';
import { FormAlert } from '../components/FormAlert';
import { QrCode } from './QrCode';
import { RecoveryCodes } from './RecoveryCodes';

function Scan({ setup, onEnabled }: { setup: SecondFactorSetup; onEnabled: (codes: string[]) => void }) {
  const { t } = useTranslation(['security', 'identity']);
  const errorText = useErrorText();
  const enable = useEnableSecondFactor();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '' },
    validate: {
      code: (value) => (value.trim() === '' ? t('problems.codeRequired', { ns: 'identity' }) : null),
    },
  });
  const submit = form.onSubmit(({ code }) =>
    enable.mutate(code.trim(), {
      onSuccess: (made) => onEnabled(made.codes),
      onError(error) {
        if (error instanceof ApiError && 'code' in error.fields) form.setFieldError('code', errorText(error));
      },
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('setup.scan')}</Text>
        <QrCode size={setup.qr.size} path={setup.qr.path} label={t('setup.qr')} />
        <Text size="xs" c="dimmed">
          {t('setup.manual')} <Code>{setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
        </Text>
        <FormAlert error={enable.error} fields={['code']} />
        <CodeInput
          label={t('setup.code')}
          description={null}
          inputMode="numeric"
          data-autofocus
          key={form.key('code')}
          {...form.getInputProps('code')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={enable.isPending}>
            {t('setup.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Scan, prove that it works, store the recovery codes. */
export function SetupDialog({ setup, onClose }: { setup: SecondFactorSetup; onClose: () => void }) {
  const { t } = useTranslation('security');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Dialog opened onClose={onClose} title={t(codes ? 'codes.title' : 'setup.title')}>
      {codes ? <RecoveryCodes codes={codes} onDone={onClose} /> : <Scan setup={setup} onEnabled={setCodes} />}
    </Dialog>
  );
}
