import { Anchor, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import type { Course } from '../api/courses';
import type { Attempt } from '../api/quizzes';
import { practised, verdictOf } from '../domain/mistakes';
import { QuestionBody } from './QuestionBody';
import { QuestionNav } from './QuestionNav';
import classes from './Quiz.module.css';
import { Result } from './Result';
import { forgetAnswers } from './sender';
import { useQuizWords } from './useQuizWords';

const nothing = () => undefined;

/** An attempt that has ended: what was reached and, where it may be seen, what is right and why. */
export function ReviewView({ course, attempt }: { course: Course; attempt: Attempt }) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const lead = useRef<HTMLHeadingElement>(null);
  const questions = useRef<HTMLOListElement>(null);
  useEffect(() => {
    forgetAnswers(attempt.id);
    lead.current?.focus();
  }, [attempt.id]);
  const isHidden = attempt.questions.every(({ result }) => result === null);
  return (
    <div className={classes.attempt}>
      <Panel>
        <h2 ref={lead} tabIndex={-1} className={classes.lead}>
          <Icon name={attempt.passed ? 'check' : 'info'} size={18} />{' '}
          {t(attempt.passed ? 'review.lead.passed' : 'review.lead.failed', {
            percent: words.percent(attempt.percent ?? 0),
            pass: words.percent(attempt.passMark),
          })}
        </h2>
        {attempt.endedBy === 'time' && <p>{t('review.byTime')}</p>}
        {isHidden && (attempt.answers === 'afterPass' || attempt.answers === 'never') && (
          <p>{t(`review.hidden.${attempt.answers}`)}</p>
        )}
        {practised(attempt.questions) > 0 && (
          <p>
            {t('review.practice')}{' '}
            <Anchor component={Link} to="/practice" inherit>
              {t('review.toPractice')}
            </Anchor>
          </p>
        )}
        <Button component={Link} to="?" size="xs" variant="default">
          {t('review.back')}
        </Button>
      </Panel>
      <QuestionNav
        marks={attempt.questions.map((question) => {
          const verdict = verdictOf(question);
          const isShown = question.result !== null && verdict !== 'none';
          return {
            position: question.position,
            state: isShown ? verdict : question.answer === null ? 'plain' : 'answered',
          };
        })}
        current={null}
        onGo={(position) => questions.current?.children[position - 1]?.querySelector('h3')?.focus()}
      />
      <ol ref={questions} className={classes.reviewed} aria-label={t('review.questions')}>
        {attempt.questions.map((question) => (
          <li key={question.id} className={classes.question}>
            <div className={classes.head}>
              <h3 tabIndex={-1}>
                {t('questionOf', { number: question.position, count: attempt.questions.length })}
              </h3>
              <span className={classes.hint}>{words.points(question.points)}</span>
            </div>
            <QuestionBody question={question} attempt={attempt} isFixed onAnswer={nothing} />
            <Result course={course} question={question} />
          </li>
        ))}
      </ol>
    </div>
  );
}
