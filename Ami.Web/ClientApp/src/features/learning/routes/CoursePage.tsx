import { Anchor, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { Tag } from '@/components/Tag';
import { useCourse, type Course } from '../api/courses';
import { CourseActions } from '../components/CourseActions';
import { CertificateBlock } from '../certificates/CertificateBlock';
import { OutlineList } from '../components/OutlineList';
import { useWords } from '../components/useWords';
import '../texts';
import classes from './CoursePage.module.css';

const RatingsPanel = lazy(() => import('../ratings/RatingsPanel'));

function CourseFacts({ course }: { course: Course }) {
  const { t } = useTranslation('learning');
  const words = useWords();
  const done = course.lessons.filter((lesson) => lesson.isDone).length;
  return (
    <div className={classes.facts}>
      <Tag>{t(`level.${course.level}`)}</Tag>
      <span>
        {words.lessons(course.lessons.length)} ·{' '}
        {words.minutes(course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0))}
      </span>
      {done > 0 && <span>{t('mine.progress', { done, count: course.lessons.length })}</span>}
    </div>
  );
}

/** A course: what is in it, what it costs, and what one can do about it. */
export function CoursePage() {
  const { t } = useTranslation('learning');
  const words = useWords();
  const { slug = '' } = useParams();
  const { search } = useLocation();
  const query = useCourse(slug);
  const name = query.data ? words.title(query.data) : t('one');
  // Purchases know a course by its id.
  if (query.data && query.data.slug !== slug)
    return <Navigate to={`/courses/${query.data.slug}${search}`} replace />;
  return (
    <Page
      title={name}
      heading={
        <>
          <Anchor component={Link} to="/courses" size="sm">
            {t('title')}
          </Anchor>
          <Title order={1}>{name}</Title>
        </>
      }
      lead={query.data && words.summary(query.data)}
    >
      <QueryView query={query}>
        {(course) => (
          <div className={classes.columns}>
            <div className={classes.main}>
              <Panel title={t('outline')} flush>
                <OutlineList course={course} />
              </Panel>
              <Suspense fallback={<RowsSkeleton rows={3} />}>
                <RatingsPanel course={course.id} />
              </Suspense>
            </div>
            <div className={classes.aside}>
              <Panel>
                <CourseFacts course={course} />
                <CourseActions course={course} />
                <Anchor component={Link} to={`/courses?course=${course.slug}`} size="sm">
                  {t('searchHere')}
                </Anchor>
              </Panel>
              <CertificateBlock course={course} />
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

export { CoursePage as Component };
