import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormAlert } from '../components/FormAlert';
import { useConfirmWith, useProviders } from './api';
import './texts';

/** For whoever has no password: a provider that is linked says who it is. */
export function ConfirmWith({ providers }: { providers: readonly string[] }) {
  const { t } = useTranslation('providers');
  const confirm = useConfirmWith();
  const known = useProviders().data ?? [];
  return (
    <Stack gap="sm">
      <Text size="sm">{t('confirm.lead')}</Text>
      <FormAlert error={confirm.error} fields={[]} />
      {known
        .filter(({ provider }) => providers.includes(provider))
        .map(({ provider, title }) => (
          <Button
            key={provider}
            variant="default"
            loading={confirm.isPending && confirm.variables === provider}
            onClick={() => confirm.mutate(provider)}
          >
            {t('confirm.with', { provider: title })}
          </Button>
        ))}
    </Stack>
  );
}
