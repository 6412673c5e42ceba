import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Facts } from '@/components/Facts';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import type { Interval, Plan } from '../api/plans';
import { myPlanKey, subscriptionActs, useChangePreview, type Subscription } from '../api/subscription';
import { useWords } from './useWords';

type Props = {
  plan: Plan;
  interval: Interval;
  /** What the plan costs in the currency of the subscription. */
  price: number;
  subscription: Subscription;
  onClose: () => void;
};

/** Says what a change of plan costs now and later before it is decided. */
export function ChangeDialog({ plan, interval, price, subscription, onClose }: Props) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const words = useWords();
  const attempt = useAttempt();
  const preview = useChangePreview(plan, interval);
  const { data } = preview;
  const money = (amount: number) => formats.fullMoney(amount, data?.currency ?? subscription.currency);
  const date = formats.date(subscription.periodEnd);
  const name = words.planName(plan);
  const isTrial = subscription.standing === 'trial';
  const thereafter = words.per(price, subscription.currency, interval);
  return (
    <ActDialog
      title={t('change.title', { plan: name })}
      lead={
        data?.isLater
          ? t('change.later', {
              current: words.planName(subscription.plan),
              date,
              plan: name,
              price: thereafter,
            })
          : isTrial
            ? t('change.trial', { date, price: thereafter })
            : t('change.now')
      }
      submit={data && data.due > 0 ? t('change.submitPay', { amount: money(data.due) }) : t('change.submit')}
      done={data?.isLater ? t('change.doneLater', { date }) : t('change.done')}
      ready={data !== undefined}
      act={async () => {
        if (data)
          await attempt.run({ plan, interval, at: data.at }, (key) =>
            subscriptionActs.change(key, { plan, interval, at: data.at }),
          );
      }}
      refresh={[myPlanKey]}
      onClose={onClose}
    >
      <QueryView query={preview} skeleton={<RowsSkeleton rows={3} />}>
        {({ isLater, due, lines }) =>
          isLater || isTrial ? null : (
            <Stack gap="sm">
              {lines.length > 0 && (
                <section aria-label={t('change.lines')}>
                  <Facts
                    items={lines.map(
                      ({ amount }) =>
                        [
                          amount < 0
                            ? t('change.unused', { plan: words.planName(subscription.plan) })
                            : t('change.remaining', { plan: name }),
                          money(amount),
                        ] as const,
                    )}
                  />
                </section>
              )}
              <Facts
                items={[
                  due < 0
                    ? ([t('change.credit'), money(-due)] as const)
                    : ([t('change.due'), <strong key="due">{money(due)}</strong>] as const),
                  [t('change.thereafter'), thereafter] as const,
                ]}
              />
            </Stack>
          )
        }
      </QueryView>
    </ActDialog>
  );
}
