import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { Facts } from '@/components/Facts';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { Table } from '@/components/Table';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useStart, type Quiz } from '../api/quizzes';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';

type OverviewProps = {
  quiz: Quiz;
  /** All it asks for is done on charts. */
  isExercise: boolean;
};

function Terms({ quiz, isExercise }: OverviewProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { terms } = quiz;
  const attempts =
    terms.attempts === null
      ? t('terms.anyNumber')
      : t('terms.attemptsOf', { count: terms.attempts, used: quiz.attempts.length });
  const wait = terms.waitMinutes === 0 ? '' : `. ${t('terms.wait', { count: terms.waitMinutes })}`;
  return (
    <Facts
      stacked
      items={[
        [
          t(isExercise ? 'terms.exercises' : 'terms.questions'),
          t(isExercise ? 'terms.exercisesOf' : 'terms.questionsOf', { count: terms.questions }),
        ],
        [t('terms.pass'), t('terms.passOf', { percent: words.percent(terms.passMark) })],
        [
          t('terms.time'),
          terms.timeLimitMinutes === null
            ? t('terms.noLimit')
            : t('terms.timeOf', { count: terms.timeLimitMinutes }),
        ],
        [t('terms.attempts'), attempts + wait],
        [t('terms.counts'), t(`terms.${terms.grade}`)],
        [t('terms.answers'), t(`terms.${terms.answers}`)],
      ]}
    />
  );
}

function Attempts({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const words = useQuizWords();
  return (
    <Panel title={t('attempts.title')} flush>
      <DataTable label={t('attempts.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('attempts.number')}</Table.Th>
            <Table.Th>{t('attempts.started')}</Table.Th>
            <Table.Th ta="right">{t('attempts.result')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {quiz.attempts.toReversed().map((attempt) => (
            <Table.Tr key={attempt.id}>
              <Table.Td>
                <Link
                  to={`?attempt=${attempt.id}`}
                  aria-label={t('attempts.look', { number: attempt.number })}
                >
                  {attempt.number}
                </Link>
              </Table.Td>
              <Table.Td>{formats.tableTime(attempt.startedAt, false)}</Table.Td>
              <Table.Td ta="right">
                {attempt.percent === null
                  ? t('attempts.open')
                  : `${words.percent(attempt.percent)} · ${t(attempt.passed ? 'passed' : 'notPassed')}`}
                {attempt.endedBy === 'time' && <div className={classes.hint}>{t('attempts.byTime')}</div>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  );
}

function Start({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const start = useStart(quiz.lessonId);
  const { next } = quiz;
  if (quiz.open)
    return (
      <Button component={Link} to={`?attempt=${quiz.open}`}>
        {t('goOn')}
      </Button>
    );
  return (
    <>
      <Button
        disabled={!next.allowed}
        loading={start.isPending}
        onClick={() =>
          start.mutate(undefined, {
            onSuccess: (attempt) => void navigate(`?attempt=${attempt.id}`),
            onError: (error) => toast(errorText(error), { tone: 'error' }),
          })
        }
      >
        {t(quiz.attempts.length === 0 ? 'start' : 'startAgain')}
      </Button>
      {!next.allowed && (
        <span className={classes.hint}>
          {next.reason === 'wait' && next.at
            ? t('waitUntil', { time: formats.dateTime(next.at) })
            : t('noAttempts')}
        </span>
      )}
    </>
  );
}

/** What a quiz asks for, what one reached so far, and its attempts. */
export function OverviewView({ quiz, isExercise }: OverviewProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { isFinal } = quiz.terms;
  return (
    <>
      <Panel title={t(isFinal ? 'exam' : isExercise ? 'exercise' : 'title')}>
        <Terms quiz={quiz} isExercise={isExercise} />
        {quiz.percent !== null && (
          <p className={classes.grade}>
            {t('grade')}: <strong>{words.percent(quiz.percent)}</strong>
          </p>
        )}
        {quiz.isPassed && (
          <p className={classes.passed} role="status">
            <Icon name="check" size={16} /> {t(isFinal ? 'examDone' : 'done')}
          </p>
        )}
        <div className={classes.acts}>
          <Start quiz={quiz} />
        </div>
      </Panel>
      {quiz.attempts.length > 0 && <Attempts quiz={quiz} />}
    </>
  );
}
