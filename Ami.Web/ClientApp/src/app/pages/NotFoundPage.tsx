import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')} lead={t('notFound.lead')}>
      <Button component={Link} to="/" variant="default">
        {t('notFound.home')}
      </Button>
    </Page>
  );
}

export { NotFoundPage as Component };
