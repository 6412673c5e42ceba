import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { clockText, leftOf, passed } from '../domain/clock';
import classes from './Quiz.module.css';

const tickMs = 500;

type Props = {
  endsAt: string;
  offset: number;
  /** Told at each look whether nothing is left. */
  onOver: (isOver: boolean) => void;
};

/** The time that is left by the server's clock. Said aloud when it gets short, and not each second. */
export function Timer({ endsAt, offset, onOver }: Props) {
  const { t } = useTranslation('quiz');
  const [left, setLeft] = useState(() => leftOf(endsAt, offset, performance.now()));
  const [warning, setWarning] = useState('');
  // Whoever goes on when it is short already is told at once.
  const before = useRef(Infinity);
  useEffect(() => {
    const look = () => {
      const now = leftOf(endsAt, offset, performance.now());
      const isShort = passed(before.current, now) !== null;
      before.current = now;
      setLeft(now);
      onOver(now === 0);
      if (now === 0) setWarning(t('timeOver'));
      else if (isShort) setWarning(t('minutesLeft', { count: Math.ceil(now / 60_000) }));
    };
    look();
    const timer = setInterval(look, tickMs);
    return () => clearInterval(timer);
  }, [endsAt, offset, onOver, t]);
  return (
    <span className={classes.timer} data-short={left <= 60_000}>
      <Icon name="clock" size={15} />
      <span role="timer" aria-label={t('timeLeft')}>
        {clockText(left)}
      </span>
      <VisuallyHidden aria-live="assertive">{warning}</VisuallyHidden>
    </span>
  );
}
