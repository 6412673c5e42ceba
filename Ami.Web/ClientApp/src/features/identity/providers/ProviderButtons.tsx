import { Button, Divider, Stack } from '@mantine/core';
import '@mantine/core/styles/Divider.css';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { startAddress, useProviders, type Provider } from './api';
import './texts';

/** Links, not scripts: the browser follows them to the provider. Nothing is shown where no provider is configured. */
export function ProviderButtons({ among = () => true }: { among?: (provider: Provider) => boolean }) {
  const { t } = useTranslation('providers');
  const language = useLanguage();
  const [params] = useSearchParams();
  const providers = useProviders().data?.filter(among) ?? [];
  if (providers.length === 0) return null;
  return (
    <Stack gap="sm" mt="md">
      <Divider label={t('or')} labelPosition="center" />
      {providers.map(({ provider, title }) => (
        <Button
          key={provider}
          component="a"
          href={startAddress(provider, params.get('next'), language, params.get('invitation'))}
          variant="default"
          fullWidth
        >
          {t('continue', { provider: title })}
        </Button>
      ))}
    </Stack>
  );
}
