import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { useFormats } from '@/lib/formats/useFormats';
import { AuthCard } from '@/components/AuthCard';
import '../texts/my-data';

/** After asking for one's account to be deleted: until when one can come back. Who comes here in another way has asked for nothing. */
export function GoodbyePage() {
  const { t } = useTranslation('myData');
  const formats = useFormats();
  const { state } = useLocation() as { state: { erasedAfter?: unknown } | null };
  if (typeof state?.erasedAfter !== 'string') return <Navigate to="/" replace />;
  return (
    <AuthCard
      title={t('goodbye.title')}
      lead={t('goodbye.lead', { date: formats.date(new Date(state.erasedAfter)) })}
      footer={
        <Anchor component={Link} to="/">
          {t('goodbye.home')}
        </Anchor>
      }
    >
      <Stack gap="md">
        <Text size="sm">{t('goodbye.change')}</Text>
        <Button component={Link} to="/sign-in" fullWidth>
          {t('goodbye.keep')}
        </Button>
      </Stack>
    </AuthCard>
  );
}

export { GoodbyePage as Component };
