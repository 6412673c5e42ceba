import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import type { Course } from '../api/courses';
import { attemptCache, attemptKey, submitAttempt, type Attempt } from '../api/quizzes';
import { choose, untouched } from '../domain/answers';
import { marksOf, neighbour, unanswered, whereToGoOn } from '../domain/navigator';
import { AskedQuestion } from './AskedQuestion';
import { QuestionNav, type NavMark } from './QuestionNav';
import classes from './Quiz.module.css';
import { Timer } from './Timer';
import { deliverMoves } from '../scene/useMover';
import { useAnswers } from './useAnswers';
import { useQuizKeys } from './useQuizKeys';

type Props = { course: Course; lesson: string; attempt: Attempt; offset: number };

function stateOf(isAnswered: boolean, isFlagged: boolean, isBegun: boolean): NavMark['state'] {
  if (isAnswered) return isFlagged ? 'answeredFlagged' : 'answered';
  if (isBegun) return isFlagged ? 'begunFlagged' : 'begun';
  return isFlagged ? 'flagged' : 'plain';
}

/** An attempt that is under way, question by question, wholly by keyboard too. */
export function TakeView({ course, lesson, attempt, offset }: Props) {
  const { t } = useTranslation('quiz');
  const answers = useAnswers(lesson, attempt);
  const client = useQueryClient();
  const cache = attemptCache(client, lesson, attempt.id);
  const isChecking = attempt.answers === 'afterQuestion';
  const questions = attempt.questions.map((question) => ({
    ...question,
    answer: answers.answerOf(question),
  }));
  // What is not checked yet is no answer.
  const lines = questions.map(({ position, answer, isFinal }) => ({
    position,
    answer: isChecking && !isFinal ? null : answer,
  }));
  const [position, setPosition] = useState(() => whereToGoOn(lines));
  const [isFinishing, setFinishing] = useState(false);
  const [isOver, setOver] = useState(false);
  const question = questions.find((one) => one.position === position) ?? questions[0];
  const isLast = position === questions.at(-1)?.position;
  const marks = marksOf(lines, answers.flagged);
  const missing = unanswered(questions);
  const unchecked = questions.filter(
    (one) => isChecking && !one.isFinal && one.answer !== null && !answers.isWaiting(one.position),
  );
  // Read out where something is amiss, and when it is not any more; not with each answer.
  const isSaid = answers.state === 'notSaved' || answers.state === 'recovered';
  const stateText = t(answers.state === 'recovered' ? 'saved' : answers.state, { reason: answers.reason });

  const go = (to: number) => {
    setPosition(to);
    void answers.flush();
  };
  // A chart exercise is checked when it is over.
  const isScene = question?.kind === 'replay';
  const canCheck = question !== undefined && isChecking && !question.isFinal && !isOver && !isScene;
  // What is on its way to be checked is not changed any more.
  const isFixed =
    question !== undefined &&
    (isOver || (question.isFinal && !isScene) || (isChecking && answers.isWaiting(position)));
  const said = question && (question.answer ?? untouched(question));
  const enter = () => {
    if (question && canCheck && said) void answers.check([{ position, answer: said }]);
    else if (isLast) setFinishing(true);
    else go(neighbour(questions, position, 1));
  };
  useQuizKeys({
    choose(place) {
      if (isFixed || !question?.options || place >= question.options.length) return;
      answers.give(question, choose(question.kind, question.answer, place));
    },
    // There the arrows let time go on.
    go: isScene ? null : (by) => go(neighbour(questions, position, by)),
    enter: isScene ? null : enter,
  });

  /** Shows the first of them, as that is what they are checked for. */
  function checkAll() {
    setFinishing(false);
    setPosition(unchecked[0]?.position ?? position);
    void answers.check(unchecked);
  }

  async function finish() {
    await answers.deliver();
    await deliverMoves(
      client,
      questions
        .filter(({ kind }) => kind === 'replay')
        .map((one) => ({ lesson, attempt: attempt.id, position: one.position })),
    );
    cache.end(await submitAttempt(lesson, attempt.id));
  }

  return (
    <div className={classes.attempt}>
      <div className={classes.bar}>
        <strong>{t('attempt', { number: attempt.number })}</strong>
        {attempt.endsAt && <Timer endsAt={attempt.endsAt} offset={offset} onOver={setOver} />}
        <span className={classes.state} data-state={answers.state}>
          <span role="status">{isSaid && stateText}</span>
          {!isSaid && stateText}
        </span>
        <Button variant="default" size="xs" onClick={() => setFinishing(true)}>
          {t('submit')}
        </Button>
      </div>
      <QuestionNav
        marks={marks.map(({ position: at, isAnswered, isFlagged }) => ({
          position: at,
          state: stateOf(
            isAnswered,
            isFlagged,
            questions.some((one) => one.position === at && one.replay?.isOpen),
          ),
        }))}
        current={position}
        onGo={go}
      />
      {question && (
        <AskedQuestion
          key={question.id}
          course={course}
          attempt={attempt}
          question={question}
          count={questions.length}
          isLast={isLast}
          isFlagged={answers.flagged.includes(position)}
          check={
            canCheck
              ? { isReady: said !== null, isBusy: answers.isWaiting(position) && answers.state === 'saving' }
              : null
          }
          isFixed={isFixed}
          onAnswer={(answer, isTyped) => answers.give(question, answer, isTyped)}
          onFlag={() => answers.flag(position)}
          onGo={(by) => go(neighbour(questions, position, by))}
          onEnter={enter}
        />
      )}
      {isFinishing && (
        <ActDialog
          title={t('finish.title')}
          lead={t('finish.lead')}
          submit={t('finish.submit')}
          leave={t('finish.leave')}
          act={finish}
          refresh={[attemptKey(lesson, attempt.id)]}
          onClose={() => setFinishing(false)}
        >
          <div className={classes.summary}>
            <p>
              {missing.length === 0
                ? t('finish.all')
                : t('finish.unanswered', { count: missing.length, numbers: missing.join(', ') })}
            </p>
            {unchecked.length > 0 && (
              <div className={classes.acts}>
                <p>
                  {t('finish.unchecked', {
                    count: unchecked.length,
                    numbers: unchecked.map((one) => one.position).join(', '),
                  })}
                </p>
                <Button type="button" variant="default" size="xs" onClick={checkAll}>
                  {t('finish.check')}
                </Button>
              </div>
            )}
            {questions.some(({ replay }) => replay?.isOpen) && <p>{t('finish.scenes')}</p>}
            {answers.flagged.length > 0 && (
              <p>
                {t('finish.flagged', {
                  count: answers.flagged.length,
                  numbers: answers.flagged.join(', '),
                })}
              </p>
            )}
          </div>
        </ActDialog>
      )}
    </div>
  );
}
