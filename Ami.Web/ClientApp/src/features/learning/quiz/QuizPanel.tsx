import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useSession } from '@/lib/auth/useSession';
import { isClosed, learningKey, type Course, type LessonLine } from '../api/courses';
import { attemptCache, useQuiz, useQuizAttempt } from '../api/quizzes';
import { offsetOf } from '../domain/clock';
import { OverviewView } from './OverviewView';
import classes from './Quiz.module.css';
import { ReviewView } from './ReviewView';
import { TakeView } from './TakeView';
import './texts';

type Props = { course: Course; lesson: LessonLine };

/** As high as the window, so that nothing which comes after it is seen to move when it comes. */
const skeleton = (
  <div className={classes.waiting}>
    <Panel>
      <RowsSkeleton rows={10} />
    </Panel>
  </div>
);

function OneAttempt({ course, lesson, id }: Props & { id: string }) {
  const query = useQuizAttempt(lesson.id, id);
  const client = useQueryClient();
  const wasOpen = useRef(false);
  const isOpen = query.data !== undefined && query.data.submittedAt === null;
  // Ended, also by the clock: then the lesson, the course and the practice are not what they were.
  useEffect(() => {
    if (wasOpen.current && !isOpen) void client.invalidateQueries({ queryKey: learningKey });
    wasOpen.current = isOpen;
  }, [isOpen, client]);
  const mustClose = query.data !== undefined && isClosed(query.error);
  useEffect(() => {
    if (mustClose) void attemptCache(client, lesson.id, id).close();
  }, [mustClose, client, lesson.id, id]);
  return (
    <QueryView query={query} skeleton={skeleton}>
      {(attempt) =>
        attempt.submittedAt ? (
          <ReviewView course={course} attempt={attempt} />
        ) : (
          <TakeView
            course={course}
            lesson={lesson.id}
            attempt={attempt}
            offset={offsetOf(attempt.now, attempt.at)}
          />
        )
      }
    </QueryView>
  );
}

function Overview({ lesson }: { lesson: LessonLine }) {
  return (
    <QueryView query={useQuiz(lesson.id)} skeleton={skeleton}>
      {(quiz) => <OverviewView quiz={quiz} isExercise={lesson.kind === 'exercise'} />}
    </QueryView>
  );
}

/** A lesson that is a quiz: what it asks for, or the attempt that the address names. */
export default function QuizPanel({ attempt, ...props }: Props & { attempt: string | null }) {
  const { t } = useTranslation('quiz');
  const { pathname, search } = useLocation();
  const isSignedIn = useSession().status === 'signedIn';
  if (!isSignedIn)
    return (
      <Panel>
        <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>
          {t('signIn')}
        </Button>
      </Panel>
    );
  return attempt === null ? <Overview {...props} /> : <OneAttempt key={attempt} id={attempt} {...props} />;
}
