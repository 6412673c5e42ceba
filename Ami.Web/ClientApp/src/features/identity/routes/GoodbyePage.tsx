import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useFormats } from '@/lib/formats/useFormats';
import { AuthCard } from '../components/AuthCard';
import '../texts/my-data';

/** After asking for one's account to be deleted: until when one can come back. */
export function GoodbyePage() {
  const { t } = useTranslation('myData');
  const formats = useFormats();
  const [params] = useSearchParams();
  const day = new Date(params.get('on') ?? '');
  const known = !Number.isNaN(day.getTime());
  return (
    <AuthCard
      title={t('goodbye.title')}
      lead={known ? t('goodbye.lead', { date: formats.date(day) }) : t('goodbye.leadUndated')}
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
