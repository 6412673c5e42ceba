import { Button, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { Icon, type IconName } from './Icon';
import { needsPlan, PlansLink } from './PlansLink';
import classes from './states.module.css';

/** Nothing here yet, and what to do about it: a line or two, as there is nothing to see. */
export function EmptyState(props: { icon?: IconName; title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.state}>
      <span className={classes.icon}>
        <Icon name={props.icon ?? 'info'} size={18} />
      </span>
      <div className={classes.words}>
        <Text fw={600}>{props.title}</Text>
        {props.hint && (
          <Text size="sm" c="dimmed">
            {props.hint}
          </Text>
        )}
      </div>
      {props.action}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const trace = error instanceof ApiError ? error.traceId : null;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.icon}>
        <Icon name="alert" size={18} />
      </span>
      <div className={classes.words}>
        <Text fw={600}>{t('errorTitle')}</Text>
        <Text size="sm" c="dimmed">
          {errorText(error)}
        </Text>
        {trace && (
          <Text size="xs" c="dimmed">
            {t('traceId', { id: trace })}
          </Text>
        )}
      </div>
      {needsPlan(error) ? (
        <PlansLink />
      ) : (
        <Button variant="default" size="xs" leftSection={<Icon name="refresh" size={14} />} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** Stands where rows will be, so that nothing jumps when they come. */
export function RowsSkeleton({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('common');
  return (
    <Stack gap={14} p="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  );
}
