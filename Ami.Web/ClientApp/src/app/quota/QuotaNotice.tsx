import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import type { QuotaPause } from '@/lib/api/quotaPause';
import { useFormats } from '@/lib/formats/useFormats';
import classes from './QuotaNotice.module.css';
import './texts';

function useSecondsUntil(time: number) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(1, Math.ceil((time - now) / 1000));
}

/** Why something is not there yet: which limit, when it goes on, and which plan has a larger one. */
export default function QuotaNotice({ pause }: { pause: QuotaPause }) {
  const { t } = useTranslation('quota');
  const formats = useFormats();
  const seconds = useSecondsUntil(pause.until);
  // A name that only the server knows is better than none.
  const named = (key: 'group' | 'plan', name: string) =>
    t(`${key}.${name as 'free'}`, { defaultValue: name });
  const values = { plan: named('plan', pause.plan), limit: pause.limit, group: named('group', pause.group) };
  return (
    <div className={classes.notice}>
      <Icon name="clock" size={15} />
      <p className={classes.text}>
        {pause.window === 'minute' ? (
          <>
            {t(pause.group === 'orders' ? 'orders' : 'minute', values)}{' '}
            {/* Counts down for the eye; read aloud once is enough. */}
            <span className={classes.seconds} aria-live="off">
              {t('seconds', { count: seconds })}
            </span>
            .
          </>
        ) : (
          t('day', { ...values, time: formats.shortTime(pause.until) })
        )}{' '}
        {pause.liftingPlan && (
          <>
            {t('lifted', { plan: named('plan', pause.liftingPlan) })}{' '}
            <Link to="/plans" className={classes.plans}>
              {t('plans')}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
