import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '@/lib/api/errors';

/** Refused because the plan does not include it: trying again does not help, a larger plan does. */
export const needsPlan = (error: unknown) =>
  error instanceof ApiError && error.code === 'plan.upgrade_required';

export function PlansLink() {
  const { t } = useTranslation('common');
  return (
    <Button component={Link} to="/plans" size="xs">
      {t('seePlans')}
    </Button>
  );
}
