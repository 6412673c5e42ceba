import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { providerPages, type MyPlan, type Subscription } from '../api/subscription';
import { useProviderPage } from '@/components/useProviderPage';
import { actsOf, wordsOf, type Act } from '../domain/standing';
import { useWords } from './useWords';

const worrying = ['grace', 'unpaid', 'paidBack', 'incomplete'];

/** The subscription in words and figures, and what can be done about it. */
export function SubscriptionPanel({ mine, onAct }: { mine: MyPlan; onAct: (act: Act) => void }) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const words = useWords();
  const { subscription } = mine;
  const { label, sentence } = wordsOf(mine);
  const date = (value: string | null | undefined) => (value ? formats.date(value) : '');
  return (
    <Panel
      title={t('mine.heading', { plan: words.planName(mine.plan) })}
      actions={
        <Tag
          tone={
            worrying.includes(label) ? 'warn' : label === 'active' || label === 'trial' ? 'accent' : 'plain'
          }
        >
          {t(`mine.standing.${label}`)}
        </Tag>
      }
    >
      <Stack gap="md" maw={680}>
        <Text size="sm">
          {t(`mine.words.${sentence}`, {
            plan: words.planName(subscription?.plan ?? mine.plan),
            nextPlan: subscription?.nextPlan ? words.planName(subscription.nextPlan) : '',
            periodEnd: date(subscription?.periodEnd),
            trialEnd: date(subscription?.trialEnd ?? subscription?.periodEnd),
            cancelAt: date(subscription?.cancelAt),
            graceUntil: date(subscription?.graceUntil),
            endedAt: date(subscription?.endedAt ?? subscription?.periodEnd),
          })}
        </Text>
        {subscription && subscription.standing !== 'ended' && <Figures subscription={subscription} />}
        <Acts subscription={subscription} onAct={onAct} />
        {subscription && (
          <Text size="sm" c="dimmed">
            {t('mine.portalHint')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Figures({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const words = useWords();
  const { standing, cancelAt, nextPlan, periodEnd, resumesAt, graceUntil } = subscription;
  const renews = (standing === 'active' || standing === 'trial') && !cancelAt;
  const price = `${words.per(subscription.amount, subscription.currency, subscription.interval)} (${t('mine.beforeTaxes')})`;
  const facts: [string, string | null | undefined | false][] = [
    [nextPlan ? t('mine.priceFrom', { date: formats.date(periodEnd) }) : t('mine.price'), price],
    [t(standing === 'trial' ? 'mine.firstPayment' : 'mine.nextPayment'), renews && formats.date(periodEnd)],
    [t('mine.nextPlan'), nextPlan && words.planName(nextPlan)],
    [t('mine.endsOn'), cancelAt && formats.date(cancelAt)],
    [t('mine.payUntil'), graceUntil && formats.dateTime(graceUntil)],
    [t('mine.resumesOn'), standing === 'paused' && resumesAt && formats.date(resumesAt)],
  ];
  return <Facts items={facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []))} />;
}

function Acts({ subscription, onAct }: { subscription: Subscription | null; onAct: (act: Act) => void }) {
  const { t } = useTranslation('payments');
  const portal = useProviderPage(() => providerPages.portal());
  const pay = useProviderPage(() => providerPages.pay());
  const pages = { portal, pay };
  return (
    <Group gap="xs">
      {actsOf(subscription).map((act, index) => {
        const variant = index === 0 ? 'filled' : 'default';
        if (act === 'plans' || act === 'change')
          return (
            <Button key={act} component={Link} to="/plans" variant={variant}>
              {t(`mine.actions.${act}`)}
            </Button>
          );
        if (act === 'portal' || act === 'pay')
          return (
            <Button
              key={act}
              variant={variant}
              loading={pages[act].isGoing}
              onClick={() => pages[act].go(undefined)}
            >
              {t(`mine.actions.${act}`)}
            </Button>
          );
        return (
          <Button key={act} variant={variant} aria-haspopup="dialog" onClick={() => onAct(act)}>
            {t(`mine.actions.${act}`)}
          </Button>
        );
      })}
    </Group>
  );
}
