import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { toast } from '@/components/toasts';
import { useProviderPage } from '@/components/useProviderPage';
import { useAttempt } from '@/lib/api/useAttempt';
import { useSession } from '@/lib/auth/useSession';
import { useFlags } from '@/lib/flags/useFlags';
import { currencyOf } from '@/lib/formats/currency';
import { useMoney } from '@/lib/formats/useMoney';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { choice, useTextParam } from '@/lib/urlState';
import { buyCourse, useEnrol, type Course } from '../api/courses';
import { lessonToOpen, offersOf, type Offer } from '../domain/offer';
import '../texts';

/** What a course costs in the currency of the reader, who may choose another one; null where it is not sold. */
function usePrice(course: Course) {
  const [asked, choose] = useTextParam('currency');
  const currencies = course.prices.map((price) => price.currency);
  const currency = choice(asked, currencies, currencyOf(navigator.languages, currencies));
  return { price: course.prices.find((price) => price.currency === currency) ?? null, currencies, choose };
}

function StartButton({ course, offer }: { course: Course; offer: 'start' | 'continue' | 'again' }) {
  const { t } = useTranslation('learning');
  const navigate = useNavigate();
  const errorText = useErrorText();
  const enrol = useEnrol();
  const start = () =>
    enrol.mutate(course.id, {
      onSuccess: (now) => void navigate(lessonToOpen(now)),
      onError: (error) => toast(errorText(error), { tone: 'error' }),
    });
  return (
    <Button loading={enrol.isPending} onClick={start}>
      {offer === 'start' && course.reach === 'free' ? t('action.startFree') : t(`action.${offer}`)}
    </Button>
  );
}

/** What one can do about a course: begin it, go on, buy it, give it away, or move to a plan that includes it. */
export function CourseActions({ course }: { course: Course }) {
  const { t } = useTranslation('learning');
  const isSignedIn = useSession().status === 'signedIn';
  const isSelling = useFlags(isSignedIn)('module.payments') === true;
  const { pathname } = useLocation();
  const money = useMoney();
  const { price, currencies, choose } = usePrice(course);
  const attempt = useAttempt();
  const checkout = useProviderPage(({ currency, isGift }: { currency: string; isGift: boolean }) =>
    attempt.run({ course: course.id, currency, isGift }, (key) =>
      buyCourse(key, course.id, currency, isGift),
    ),
  );
  const offers = offersOf(course, { isSignedIn, isSelling });
  const plan = course.includedIn ? t(`plan.${course.includedIn}`) : '';
  const mayBuy = offers.includes('buy') || offers.includes('gift');
  const button = (offer: Offer) => {
    switch (offer) {
      case 'signUp':
        return (
          <Button key={offer} component={Link} to={`/sign-up?next=${encodeURIComponent(pathname)}`}>
            {course.access === 'free' ? t('action.startFree') : t('action.signUp')}
          </Button>
        );
      case 'upgrade':
        return (
          <Button key={offer} component={Link} to="/plans" variant="default">
            {t('action.upgrade', { plan })}
          </Button>
        );
      case 'buy':
      case 'gift':
        return (
          price && (
            <Button
              key={offer}
              variant={offer === 'buy' ? 'filled' : 'default'}
              loading={checkout.isGoing}
              onClick={() => checkout.go({ currency: price.currency, isGift: offer === 'gift' })}
            >
              {t(`action.${offer}`, { price: money(price.amount, price.currency) })}
            </Button>
          )
        );
      default:
        return <StartButton key={offer} course={course} offer={offer} />;
    }
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        {course.isArchived && !course.reach
          ? t('have.archived')
          : course.reach
            ? t(`have.${course.reach}`)
            : t(`cost.${course.access}`, {
                plan,
                price: price ? money(price.amount, price.currency) : '',
              })}
      </Text>
      {mayBuy && currencies.length > 1 && (
        <NativeSelect
          aria-label={t('currency')}
          data={currencies}
          value={price?.currency}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      {offers.map(button)}
      {!isSignedIn && (
        <Text size="sm" c="dimmed">
          {t('action.haveAccount')}{' '}
          <Link to={`/sign-in?next=${encodeURIComponent(pathname)}`}>{t('action.signIn')}</Link>
        </Text>
      )}
    </Stack>
  );
}
