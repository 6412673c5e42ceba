import { Anchor, Button, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, ErrorState, RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useSession, useUser } from '@/lib/auth/useSession';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { isClosed, useComplete, useCourse, useLesson, type Course, type LessonLine } from '../api/courses';
import { CourseActions } from '../components/CourseActions';
import { OutlineList } from '../components/OutlineList';
import { useWords } from '../components/useWords';
import '../texts';
import classes from './LessonPage.module.css';

const Markdown = lazy(() => import('../components/Markdown'));
const DiscussionPanel = lazy(() => import('../discussion/DiscussionPanel'));
const EarnedNote = lazy(() => import('../experience/EarnedNote'));
const NotesPanel = lazy(() => import('../notes/NotesPanel'));
const QuizPanel = lazy(() => import('../quiz/QuizPanel'));

function Closed({ course }: { course: Course }) {
  const { t } = useTranslation('learning');
  const isBegun = course.lessons.some((lesson) => lesson.isDone);
  return (
    <Panel>
      <div className={classes.closed} role="status">
        <div className={classes.words}>
          <strong>{t('lesson.closed')}</strong>
          <p>{t(isBegun ? 'lesson.kept' : 'lesson.closedHint')}</p>
        </div>
        <CourseActions course={course} />
      </div>
    </Panel>
  );
}

/** As high as the window, so that nothing which comes after the text is seen to move when it comes. */
const TextSkeleton = () => (
  <div className={classes.waiting}>
    <Panel>
      <RowsSkeleton rows={10} />
    </Panel>
  </div>
);

/** The attempt of a quiz that the address names: only it is shown then. */
function useAttemptShown(lesson: LessonLine): string | null {
  const [params] = useSearchParams();
  return lesson.kind === 'article' ? null : params.get('attempt');
}

function Text({ course, lesson }: { course: Course; lesson: LessonLine }) {
  const words = useWords();
  const user = useUser();
  const attempt = useAttemptShown(lesson);
  const mayRead = lesson.isPreview || course.reach !== null;
  const query = useLesson(lesson.id, { enabled: mayRead });
  // What was read before is closed as soon as the server says so.
  if (!mayRead || isClosed(query.error)) return <Closed course={{ ...course, reach: null }} />;
  return (
    <QueryView
      query={query}
      skeleton={<TextSkeleton />}
      failed={(error, retry) => <ErrorState error={error} onRetry={retry} />}
    >
      {(opened) => (
        <Suspense fallback={<TextSkeleton />}>
          {attempt === null && (
            <Panel>
              <Markdown text={words.body(opened)} anchors />
              {lesson.kind === 'article' && <Finish course={course} lesson={lesson} />}
            </Panel>
          )}
          {lesson.kind !== 'article' && <QuizPanel course={course} lesson={lesson} attempt={attempt} />}
          {user && lesson.kind === 'article' && (
            <Suspense fallback={<RowsSkeleton rows={2} />}>
              <NotesPanel userId={user.id} lesson={lesson.id} markdown={words.body(opened)} />
              <DiscussionPanel lesson={lesson.id} mayWrite={course.reach !== null} />
            </Suspense>
          )}
        </Suspense>
      )}
    </QueryView>
  );
}

function Finish({ course, lesson }: { course: Course; lesson: LessonLine }) {
  const { t } = useTranslation('learning');
  const errorText = useErrorText();
  const signedIn = useSession().status === 'signedIn';
  const complete = useComplete();
  if (!signedIn) return null;
  const isLast = course.lessons.every((one) => one.isDone);
  return (
    <div className={classes.finish}>
      {lesson.isDone ? (
        <span className={classes.done} role="status">
          <Icon name="check" size={16} /> {t(isLast ? 'lesson.allDone' : 'lesson.isDone')}{' '}
          <Anchor component={Link} to="/practice" inherit>
            {t('practice.fromLesson')}
          </Anchor>
        </span>
      ) : (
        <Button
          leftSection={<Icon name="check" size={16} />}
          loading={complete.isPending}
          onClick={() =>
            complete.mutate(lesson.id, {
              onError: (error) => toast(errorText(error), { tone: 'error' }),
            })
          }
        >
          {t('lesson.markDone')}
        </Button>
      )}
    </div>
  );
}

/** The lesson before and the one after, also with the arrow keys. */
function Neighbours({ course, lesson }: { course: Course; lesson: LessonLine }) {
  const { t } = useTranslation('learning');
  const words = useWords();
  const navigate = useNavigate();
  const index = course.lessons.indexOf(lesson);
  const [before, after] = [course.lessons[index - 1], course.lessons[index + 1]];
  const path = (to: LessonLine) => `/courses/${course.slug}/${to.key}`;
  const go = (to: LessonLine | undefined) => (event: KeyboardEvent) => {
    // Where something scrolls sideways the keys do that.
    const scrolls = event.target instanceof Element && event.target.closest('[role="group"], pre');
    if (to && !scrolls) void navigate(path(to));
  };
  useHotkeys([
    ['ArrowLeft', go(before), { preventDefault: false }],
    ['ArrowRight', go(after), { preventDefault: false }],
  ]);
  return (
    <nav className={classes.neighbours} aria-label={t('lesson.neighbours')}>
      {before ? (
        <Button
          component={Link}
          to={path(before)}
          rel="prev"
          variant="default"
          className={classes.neighbour}
          leftSection={<Icon name="chevronLeft" size={16} />}
          aria-keyshortcuts="ArrowLeft"
        >
          {words.title(before)}
        </Button>
      ) : (
        <span />
      )}
      {after && (
        <Button
          component={Link}
          to={path(after)}
          rel="next"
          variant="default"
          className={classes.neighbour}
          rightSection={<Icon name="chevronRight" size={16} />}
          aria-keyshortcuts="ArrowRight"
        >
          {words.title(after)}
        </Button>
      )}
    </nav>
  );
}

function LessonView({ course, lesson }: { course: Course; lesson: LessonLine }) {
  const { t } = useTranslation('learning');
  // Whoever is asked goes from question to question with the same keys.
  const isAsked = useAttemptShown(lesson) !== null;
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Text key={lesson.id} course={course} lesson={lesson} />
        {!isAsked && <Neighbours course={course} lesson={lesson} />}
      </div>
      <Panel title={t('outline')} flush>
        <OutlineList course={course} current={lesson.key} />
      </Panel>
    </div>
  );
}

/** One lesson of a course. */
export function LessonPage() {
  const { t } = useTranslation('learning');
  const words = useWords();
  const { slug = '', lesson: key = '' } = useParams();
  const query = useCourse(slug);
  const lesson = query.data?.lessons.find((one) => one.key === key);
  const name = lesson ? words.title(lesson) : t('lesson.one');
  const signedIn = useSession().status === 'signedIn';
  return (
    <Page
      title={name}
      heading={
        <>
          <Anchor component={Link} to={`/courses/${slug}`} size="sm">
            {query.data ? words.title(query.data) : t('title')}
          </Anchor>
          <Title order={1}>{name}</Title>
        </>
      }
    >
      {signedIn && (
        <Suspense>
          <EarnedNote />
        </Suspense>
      )}
      <QueryView query={query}>
        {(course) =>
          lesson ? (
            <LessonView course={course} lesson={lesson} />
          ) : (
            <EmptyState icon="search" title={t('lesson.unknown')} hint={t('lesson.unknownHint')} />
          )
        }
      </QueryView>
    </Page>
  );
}

export { LessonPage as Component };
