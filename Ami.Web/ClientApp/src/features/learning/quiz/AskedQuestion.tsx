import { Button } from '@mantine/core';
import { useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import type { Course } from '../api/courses';
import type { Answer, Attempt, Question } from '../api/quizzes';
import { QuestionBody } from './QuestionBody';
import classes from './Quiz.module.css';
import { Result } from './Result';
import { useQuizWords } from './useQuizWords';

type Props = {
  course: Course;
  attempt: Attempt;
  question: Question;
  count: number;
  isLast: boolean;
  isFlagged: boolean;
  isFixed: boolean;
  /** Whether the answer can be checked; null where it is not to be. */
  check: { isReady: boolean; isBusy: boolean } | null;
  onAnswer: (answer: Answer | null, isTyped?: boolean) => void;
  onFlag: () => void;
  onGo: (by: number) => void;
  /** What Enter does: checks, goes on, or finishes. */
  onEnter: () => void;
};

/** One question of an attempt, and what one can do with it. */
export function AskedQuestion(props: Props) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { question, check, isFixed } = props;
  // It has fields and keys of its own, so it is no form: what it asks is not answered with Enter.
  const isScene = question.kind === 'replay';
  const heading = useRef<HTMLHeadingElement>(null);
  // What is new is read out, and keys act on the question and not on a button that is gone.
  useEffect(() => heading.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    // The fields and the button are fixed then, and would lose it.
    if (check) heading.current?.focus();
    props.onEnter();
  }

  const next = (
    <Button
      type={check || isScene ? 'button' : 'submit'}
      variant={check || isScene ? 'default' : 'filled'}
      onClick={check || isScene ? () => props.onGo(1) : undefined}
      rightSection={<Icon name="chevronRight" size={16} />}
    >
      {t('next')}
    </Button>
  );
  const content = (
    <>
      <div className={classes.head}>
        <h2 ref={heading} tabIndex={-1}>
          {t('questionOf', { number: question.position, count: props.count })}
        </h2>
        <span className={classes.hint}>{words.points(question.points)}</span>
      </div>
      <QuestionBody question={question} attempt={props.attempt} isFixed={isFixed} onAnswer={props.onAnswer} />
      <div className={classes.outcome} aria-live="polite">
        <Result course={props.course} question={question} />
      </div>
      {check && <p className={classes.hint}>{t('checkFirst')}</p>}
      <div className={classes.acts}>
        <Button
          type="button"
          variant="default"
          disabled={question.position === 1}
          onClick={() => props.onGo(-1)}
          leftSection={<Icon name="chevronLeft" size={16} />}
        >
          {t('before')}
        </Button>
        {check && (
          <Button type="submit" disabled={!check.isReady} loading={check.isBusy}>
            {t('check')}
          </Button>
        )}
        {props.isLast
          ? !check && (
              <Button type={isScene ? 'button' : 'submit'} onClick={isScene ? props.onEnter : undefined}>
                {t('submit')}
              </Button>
            )
          : next}
        <Button
          type="button"
          variant="subtle"
          size="xs"
          aria-pressed={props.isFlagged}
          onClick={props.onFlag}
          leftSection={<Icon name="flag" size={14} />}
        >
          {t(props.isFlagged ? 'unflag' : 'flag')}
        </Button>
        {!isFixed && !isScene && question.answer !== null && (
          <Button type="button" variant="subtle" size="xs" onClick={() => props.onAnswer(null)}>
            {t('clear')}
          </Button>
        )}
      </div>
      {!isScene && <p className={classes.keys}>{t('keys')}</p>}
    </>
  );
  return isScene ? (
    <div className={classes.question} data-wide>
      {content}
    </div>
  ) : (
    <form className={classes.question} data-question onSubmit={submit} noValidate>
      {content}
    </form>
  );
}
