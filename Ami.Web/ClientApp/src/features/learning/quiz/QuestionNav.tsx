import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import classes from './Quiz.module.css';

export type NavMark = {
  position: number;
  state:
    | 'plain'
    | 'begun'
    | 'answered'
    | 'flagged'
    | 'begunFlagged'
    | 'answeredFlagged'
    | 'right'
    | 'partly'
    | 'wrong';
};

type Props = { marks: readonly NavMark[]; current: number | null; onGo: (position: number) => void };

/** The questions of an attempt by their numbers: what each needs is seen at a glance, and said. */
export function QuestionNav({ marks, current, onGo }: Props) {
  const { t } = useTranslation('quiz');
  return (
    <nav aria-label={t('navigator')}>
      <ol className={classes.nav}>
        {marks.map(({ position, state }) => (
          <li key={position}>
            <button
              type="button"
              className={classes.tab}
              data-state={state}
              aria-label={t(`mark.${state}`, { number: position })}
              aria-current={position === current ? 'step' : undefined}
              onClick={() => onGo(position)}
            >
              {position}
              {/flagged/i.test(state) && <Icon name="flag" size={11} />}
              {(state === 'begun' || state === 'begunFlagged') && <Icon name="play" size={11} />}
              {(state === 'right' || state === 'answered') && <Icon name="check" size={11} />}
              {state === 'wrong' && <Icon name="close" size={11} />}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
