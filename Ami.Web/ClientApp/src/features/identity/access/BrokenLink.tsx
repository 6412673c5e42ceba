import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AuthCard } from '@/components/AuthCard';
import '../texts/access';

/** A link that does not work any more, and where to get another. */
export function BrokenLink(props: { text?: string; hint?: string; to: string; action: string }) {
  const { t } = useTranslation('access');
  return (
    <AuthCard title={t('link.brokenTitle')} lead={props.text ?? t('link.broken')} footer={props.hint}>
      <Button component={Link} to={props.to} fullWidth>
        {props.action}
      </Button>
    </AuthCard>
  );
}
