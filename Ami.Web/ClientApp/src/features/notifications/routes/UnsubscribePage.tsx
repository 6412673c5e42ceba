import { Button, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { ErrorState } from '@/components/states';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useSetSubscription, useSubscription } from '../api/subscription';
import '../texts';
import classes from './UnsubscribePage.module.css';

function Card({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  const { t } = useTranslation('notifications');
  return (
    <Stack gap="md">
      <title>{`${title} · AMI`}</title>
      <Title order={1}>{title}</Title>
      <Text>{lead}</Text>
      {children}
      <Text size="sm">
        <Link to="/account/notifications">{t('unsubscribe.toAccount')}</Link>
      </Text>
    </Stack>
  );
}

function Invalid({ error }: { error: ApiError }) {
  const { t } = useTranslation('notifications');
  const errorText = useErrorText();
  return <Card title={t('unsubscribe.invalidTitle')} lead={errorText(error)} />;
}

function Choice({ token }: { token: string }) {
  const { t } = useTranslation('notifications');
  const errorText = useErrorText();
  const query = useSubscription(token);
  const set = useSetSubscription(token);
  const [changed, setChanged] = useState(false);
  const choose = (subscribed: boolean) => set.mutate(subscribed, { onSuccess: () => setChanged(true) });
  const invalid = (error: unknown, retry: () => void) =>
    error instanceof ApiError && !error.isTransient ? (
      <Invalid error={error} />
    ) : (
      <ErrorState error={error} onRetry={retry} />
    );
  return (
    <QueryView query={query} failed={invalid}>
      {({ title: kind, subscribed }) => {
        const state = !subscribed ? 'done' : changed ? 'undone' : null;
        return (
          <div aria-live="polite">
            <Card
              title={t(state ? `unsubscribe.${state}Title` : 'unsubscribe.title')}
              lead={t(state ? `unsubscribe.${state}` : 'unsubscribe.lead', { kind })}
            >
              {set.error && (
                <Text role="alert" c="var(--mantine-color-error)">
                  {errorText(set.error)}
                </Text>
              )}
              {state !== 'undone' && (
                <Button
                  variant={subscribed ? 'filled' : 'default'}
                  loading={set.isPending}
                  onClick={() => choose(!subscribed)}
                >
                  {t(subscribed ? 'unsubscribe.confirm' : 'unsubscribe.undo')}
                </Button>
              )}
            </Card>
          </div>
        );
      }}
    </QueryView>
  );
}

const noToken = new ApiError(400, 'notifications.link_invalid', '');

/** Where the link of a mail leads. It asks first: programs follow links too. */
export function UnsubscribePage() {
  const { hash } = useLocation();
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return (
    <div className={classes.center}>
      <div className={classes.card}>{token ? <Choice token={token} /> : <Invalid error={noToken} />}</div>
    </div>
  );
}

export { UnsubscribePage as Component };
