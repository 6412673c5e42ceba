import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { useLatestOrders, useStats } from '@/features/paper-trading/api/parts';
import type { Account } from '@/features/paper-trading/api/types';
import { useUser } from '@/lib/auth/useSession';
import { storage } from '@/lib/storage';
import classes from './FirstSteps.module.css';

/** What was once done stays done, whichever account is looked at afterwards; remembered on this device. */
function useKept<T extends { key: string; done: boolean }>(steps: readonly T[]): T[] {
  const key = `ami.steps.${useUser()?.id ?? ''}`;
  const before = (storage.get(key) ?? '').split(' ');
  const kept = steps.map((step) => ({ ...step, done: step.done || before.includes(step.key) }));
  const done = kept
    .filter((step) => step.done)
    .map((step) => step.key)
    .join(' ');
  useEffect(() => storage.set(key, done), [key, done]);
  return kept;
}

/** What a newcomer does next, read off what they have done; gone once all of it is done. */
export function FirstSteps({ account }: { account: Account | undefined }) {
  const { t } = useTranslation();
  const latest = useLatestOrders();
  const stats = useStats();
  const orders = latest.data ?? [];
  const seen = [
    { key: 'account', done: true, to: '/trade' },
    { key: 'order', done: orders.length > 0, to: '/markets' },
    {
      key: 'stop',
      done: orders.some((order) => order.stopLoss != null || order.role === 'stopLoss'),
      to: '/markets',
    },
    { key: 'close', done: (stats.data?.trades ?? 0) > 0, to: '/trade' },
  ] as const;
  const steps = useKept(seen);
  if (!account || !latest.data || !stats.data) return null;
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;

  return (
    <Panel
      title={t('home.steps.title')}
      actions={
        <span className={classes.progress}>{t('home.steps.progress', { done, total: steps.length })}</span>
      }
      flush
    >
      <ol className={classes.steps}>
        {steps.map(({ key, done: isDone, to }) => (
          <li key={key} className={classes.step} data-done={isDone}>
            <span className={classes.mark}>{isDone && <Icon name="check" size={13} />}</span>
            <div>
              <VisuallyHidden>{isDone ? t('home.steps.done') : t('home.steps.open')}: </VisuallyHidden>
              {isDone ? (
                <span className={classes.name}>{t(`home.steps.${key}`)}</span>
              ) : (
                <Link to={to} className={classes.name}>
                  {t(`home.steps.${key}`)}
                </Link>
              )}
              <span className={classes.hint}>{t(`home.steps.${key}Hint`)}</span>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
