import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import { myPlanKey, subscriptionActs, type Subscription } from '../api/subscription';
import { useWords } from './useWords';

export const subscriptionDialogs = ['cancel', 'resume', 'pause', 'unpause'] as const;
type Props = {
  dialog: (typeof subscriptionDialogs)[number];
  subscription: Subscription;
  onClose: () => void;
};

const months = [1, 2, 3, 4, 5, 6];

/** Says what an act on the subscription means, and does it. */
export function SubscriptionDialog({ dialog, subscription, onClose }: Props) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const words = useWords();
  const attempt = useAttempt();
  const [pause, setPause] = useState(1);
  const endsNow = ['grace', 'unpaid', 'paidBack'].includes(subscription.standing);
  // While paused and not paid, nothing is kept until the end.
  const givesNothing =
    dialog === 'cancel' && subscription.standing === 'paused' && subscription.granted === 'free';
  const values = {
    plan: words.planName(subscription.plan),
    date: formats.date(subscription.periodEnd),
    price: words.per(subscription.amount, subscription.currency, subscription.interval),
  };
  const lead =
    dialog === 'cancel' && endsNow
      ? t('cancel.leadNow')
      : givesNothing
        ? t('cancel.leadPaused', values)
        : dialog === 'unpause' && subscription.granted === 'free'
          ? t('unpause.leadPay', values)
          : t(`${dialog}.lead`, values);
  return (
    <ActDialog
      title={t(`${dialog}.title`)}
      lead={lead}
      submit={t(`${dialog}.submit`)}
      done={t(`${dialog}.done`)}
      danger={dialog === 'cancel'}
      leave={dialog === 'cancel' ? t('cancel.keep') : undefined}
      act={() =>
        attempt.run({ dialog, pause }, (key) =>
          dialog === 'pause' ? subscriptionActs.pause(key, pause) : subscriptionActs[dialog](key),
        )
      }
      refresh={[myPlanKey]}
      onClose={onClose}
    >
      {dialog === 'pause' && (
        <NativeSelect
          label={t('pause.months')}
          data={months.map((count) => ({ value: String(count), label: t('pause.count', { count }) }))}
          value={String(pause)}
          onChange={(event) => setPause(Number(event.currentTarget.value))}
        />
      )}
    </ActDialog>
  );
}
