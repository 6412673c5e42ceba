import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import type { LearnedCourse } from '../api/courses';
import classes from './MyCourses.module.css';
import { useWords } from './useWords';

function Line({ course }: { course: LearnedCourse }) {
  const { t } = useTranslation('learning');
  const words = useWords();
  const next = course.continueWith;
  const title = words.title(course);
  const act = course.done === 0 ? t('action.start') : t('action.continue');
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <Link to={`/courses/${course.slug}`} className={classes.title}>
          {title}
        </Link>
        <div className={classes.note}>
          {course.reach === null
            ? t('mine.closed')
            : next
              ? t('mine.next', { lesson: words.title(next) })
              : t('mine.done')}
        </div>
      </div>
      <div className={classes.progress}>
        <progress
          className={classes.bar}
          value={course.done}
          max={Math.max(course.lessons, 1)}
          aria-label={t('mine.progressOf', { course: title })}
        />
        <span className={classes.note}>
          {t('mine.progress', { done: course.done, count: course.lessons })}
        </span>
      </div>
      {course.reach !== null && next && (
        <Button
          component={Link}
          to={`/courses/${course.slug}/${next.key}`}
          size="xs"
          aria-label={t('mine.actOn', { act, course: title })}
        >
          {act}
        </Button>
      )}
    </li>
  );
}

/** One's own courses, the one that one was last busy with first. */
export function MyCourses({ courses }: { courses: readonly LearnedCourse[] }) {
  const { t } = useTranslation('learning');
  return (
    <Panel title={t('mine.title')} flush>
      <ul className={classes.list}>
        {courses.map((course) => (
          <Line key={course.courseId} course={course} />
        ))}
      </ul>
    </Panel>
  );
}
