import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { confirmation } from '@/lib/auth/confirmation';
import { useUser } from '@/lib/auth/useSession';
import { useConfirm, useConfirmOptions } from '../api/confirm';
import { CodeInput } from './CodeInput';
import { FormAlert } from './FormAlert';
import { ConfirmWith } from '../providers/ConfirmWith';
import '../texts';

type Way = 'password' | 'code';

function ConfirmForm({ way }: { way: Way }) {
  const { t } = useTranslation('identity');
  const user = useUser();
  const confirm = useConfirm();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { secret: '' },
    validate: {
      secret: (value) =>
        value === '' ? t(way === 'code' ? 'problems.codeRequired' : 'problems.passwordRequired') : null,
    },
  });
  const submit = form.onSubmit(({ secret }) =>
    confirm.mutate(way === 'code' ? { code: secret } : { password: secret }, {
      onSuccess: () => confirmation.settle(true),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t(`confirm.${way}`)}</Text>
        <FormAlert error={confirm.error} fields={[]} />
        {way === 'code' ? (
          <CodeInput data-autofocus key={form.key('secret')} {...form.getInputProps('secret')} />
        ) : (
          <>
            <input
              type="text"
              name="username"
              autoComplete="username"
              value={user?.email ?? ''}
              readOnly
              hidden
            />
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              data-autofocus
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
              key={form.key('secret')}
              {...form.getInputProps('secret')}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => confirmation.settle(false)}>
            {t('confirm.cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending}>
            {t('confirm.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks who somebody is before a sensitive act; the request that needed it goes on by itself. */
export default function ConfirmDialog() {
  const { t } = useTranslation('identity');
  const options = useConfirmOptions();
  return (
    <Dialog opened onClose={() => confirmation.settle(false)} title={t('confirm.title')}>
      <QueryView query={options} skeleton={<RowsSkeleton rows={3} />}>
        {({ password, code, providers }) => (
          <Stack gap="lg">
            {(code || password) && <ConfirmForm way={code ? 'code' : 'password'} />}
            {providers.length > 0 && <ConfirmWith providers={providers} />}
            {!code && !password && providers.length === 0 && <Text size="sm">{t('confirm.none')}</Text>}
          </Stack>
        )}
      </QueryView>
    </Dialog>
  );
}
