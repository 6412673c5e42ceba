import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tag } from '@/components/Tag';
import type { Interval, Plan, PlansView, PlanView } from '../api/plans';
import type { MyPlan } from '../api/subscription';
import { offerOf, priceOf, savingOf, type Offer } from '../domain/offers';
import classes from './PlanCards.module.css';
import { useWords } from './useWords';

type Props = {
  plans: PlansView;
  mine: MyPlan | null;
  interval: Interval;
  currency: string;
  /** The plan whose checkout is being opened. */
  going: Plan | null;
  onSubscribe: (plan: Plan) => void;
  onChange: (plan: Plan) => void;
};

const told = ['mlCalls', 'agentCalls', 'agents', 'historyDays', 'courses'] as const;

function Card({ plan, ...props }: Props & { plan: PlanView }) {
  const { t } = useTranslation('payments');
  const words = useWords();
  const { mine, interval, currency } = props;
  const offer = offerOf(plan.plan, interval, mine);
  const price = priceOf(plan, currency, interval);
  const saving = interval === 'year' ? savingOf(plan, currency) : null;
  const name = words.planName(plan.plan);
  const features = words.features(plan);
  const hasIt = mine !== null && (offer === 'current' || mine.plan === plan.plan);
  return (
    <li className={classes.card} data-current={hasIt}>
      <div className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        {hasIt && <Tag tone="accent">{t('plans.current')}</Tag>}
      </div>
      <div className={classes.price}>
        {words.money(price ?? 0, currency)}{' '}
        <span className={classes.unit}>{t(`plans.unit.${interval}`)}</span>
      </div>
      <div className={classes.note}>
        {saving !== null && <div>{t('plans.saving', { amount: words.money(saving, currency) })}</div>}
        {price !== null && (mine?.mayTry ?? true) && (offer === 'trial' || offer === 'signUp') && (
          <div>
            {t('plans.trial', {
              count: props.plans.trialDays,
              price: words.per(price, currency, interval),
            })}
          </div>
        )}
      </div>
      <Action {...props} plan={plan.plan} name={name} offer={offer} />
      <dl className={classes.points}>
        {told.map((feature) => (
          <div key={feature} className={classes.point}>
            <dt>{t(`feature.${feature}`)}</dt>
            <dd>{features[feature]}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Action(
  props: Pick<Props, 'going' | 'interval' | 'onSubscribe' | 'onChange'> & {
    plan: Plan;
    name: string;
    offer: Offer;
  },
) {
  const { t } = useTranslation('payments');
  const { offer, plan, name } = props;
  switch (offer) {
    case 'none':
    case 'current':
      return (
        <Button variant="default" disabled>
          {offer === 'current' ? t('plans.action.current') : name}
        </Button>
      );
    case 'signUp':
      return (
        <Button component={Link} to="/sign-up?next=/plans" variant={plan === 'free' ? 'default' : 'filled'}>
          {t('plans.action.signUp')}
        </Button>
      );
    case 'end':
      return (
        <Button component={Link} to="/account/plan?dialog=cancel" variant="default">
          {t('plans.action.end')}
        </Button>
      );
    case 'manage':
      return (
        <Button component={Link} to="/account/plan" variant="default">
          {t('plans.action.manage')}
        </Button>
      );
    case 'subscribe':
    case 'trial':
      return (
        <Button
          loading={props.going === plan}
          disabled={props.going !== null && props.going !== plan}
          onClick={() => props.onSubscribe(plan)}
        >
          {t(`plans.action.${offer}`, { plan: name })}
        </Button>
      );
    default:
      return (
        <Button
          variant={offer === 'upgrade' ? 'filled' : 'default'}
          aria-haspopup="dialog"
          onClick={() => props.onChange(plan)}
        >
          {offer === 'interval'
            ? t(`plans.action.interval_${props.interval}`)
            : t(`plans.action.${offer}`, { plan: name })}
        </Button>
      );
  }
}

/** A card for each plan: what it costs, what it gives, and what one can do about it. */
export function PlanCards(props: Props) {
  const { t } = useTranslation('payments');
  return (
    <ul className={classes.cards} aria-label={t('plans.cards')}>
      {props.plans.plans.map((plan) => (
        <Card key={plan.plan} {...props} plan={plan} />
      ))}
    </ul>
  );
}
