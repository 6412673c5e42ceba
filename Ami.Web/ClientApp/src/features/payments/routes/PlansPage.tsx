import { Alert, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { RowsSkeleton } from '@/components/states';
import { QueryView } from '@/components/QueryView';
import { Together } from '@/components/Together';
import { useProviderPage } from '@/components/useProviderPage';
import { useAttempt } from '@/lib/api/useAttempt';
import { useSession } from '@/lib/auth/useSession';
import { currencyOf } from '@/lib/formats/currency';
import { choice, useChoiceParam, useTextParam } from '@/lib/urlState';
import { usePlans, type Interval, type Plan, type PlansView } from '../api/plans';
import { subscriptionActs, useMyPlan, type MyPlan } from '../api/subscription';
import { ChangeDialog } from '../components/ChangeDialog';
import { PlanCards } from '../components/PlanCards';
import classes from '../components/PlanCards.module.css';
import { PlanTable } from '../components/PlanTable';
import { isOpen, priceOf } from '../domain/offers';
import '../texts';

const intervals = ['month', 'year'] as const;
const changes = ['none', 'basic', 'pro', 'premium'] as const;

/** What each plan unlocks and costs, for everybody; who is signed in subscribes and changes here. */
export function PlansPage() {
  const { t } = useTranslation('payments');
  const signedIn = useSession().status === 'signedIn';
  const plans = usePlans();
  const mine = useMyPlan({ enabled: signedIn });
  const [checkout] = useTextParam('checkout');
  return (
    <Page title={t('plans.title')} lead={t('plans.lead')}>
      <Stack gap="md">
        {checkout === 'cancelled' && (
          <Alert color="accent" role="status">
            {t('plans.cancelled')}
          </Alert>
        )}
        <Together queries={signedIn ? [plans, mine] : [plans]} skeleton={<RowsSkeleton rows={12} />}>
          <QueryView query={plans}>
            {(sold) =>
              signedIn ? (
                <QueryView query={mine}>{(own) => <Sold plans={sold} mine={own} />}</QueryView>
              ) : (
                <Sold plans={sold} mine={null} />
              )
            }
          </QueryView>
        </Together>
      </Stack>
    </Page>
  );
}

function Sold({ plans, mine }: { plans: PlansView; mine: MyPlan | null }) {
  const { t } = useTranslation('payments');
  const open = mine && isOpen(mine.subscription) ? mine.subscription : null;
  const [interval, setInterval] = useChoiceParam('interval', intervals, open?.interval ?? 'month');
  const [asked, setCurrency] = useTextParam('currency');
  const [change, setChange] = useChoiceParam('change', changes, 'none');
  const [going, setGoing] = useState<Plan | null>(null);
  const attempt = useAttempt();
  // A subscription keeps its currency.
  const currency =
    open?.currency ?? choice(asked, plans.currencies, currencyOf(navigator.languages, plans.currencies));
  const checkout = useProviderPage((plan: Plan) =>
    attempt.run({ plan, interval, currency }, (key) =>
      subscriptionActs.subscribe(key, { plan, interval, currency }),
    ),
  );
  const target = plans.plans.find((plan) => plan.plan === change);
  const price = target ? priceOf(target, currency, interval) : null;
  return (
    <>
      <div className={classes.controls}>
        <SegmentedControl
          aria-label={t('plans.interval')}
          data={intervals.map((value) => ({ value, label: t(`plans.${value}`) }))}
          value={interval}
          onChange={(value) => setInterval(value as Interval)}
        />
        {!open && (
          <NativeSelect
            aria-label={t('plans.currency')}
            data={plans.currencies}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value)}
          />
        )}
      </div>
      <PlanCards
        plans={plans}
        mine={mine}
        interval={interval}
        currency={currency}
        going={checkout.isGoing ? going : null}
        onSubscribe={(plan) => {
          setGoing(plan);
          checkout.go(plan);
        }}
        onChange={(plan) => plan !== 'free' && setChange(plan)}
      />
      <Text size="sm" c="dimmed">
        {t('plans.taxes')}
      </Text>
      <PlanTable plans={plans.plans} />
      {open && target && price !== null && (
        <ChangeDialog
          plan={target.plan}
          interval={interval}
          price={price}
          subscription={open}
          onClose={() => setChange('none')}
        />
      )}
    </>
  );
}

export { PlansPage as Component };
