import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { Tag } from '@/components/Tag';
import type { Course } from '../api/courses';
import classes from './OutlineList.module.css';
import { useWords } from './useWords';

/** The lessons of a course in their order, with what is done; the one that is open is marked. */
export function OutlineList({ course, current }: { course: Course; current?: string }) {
  const { t } = useTranslation('learning');
  const words = useWords();
  // Lessons speak of each other by their numbers; quizzes stand between them.
  const articles = course.lessons.filter(({ kind }) => kind === 'article');
  return (
    <ol className={classes.list}>
      {course.lessons.map((lesson) => (
        <li key={lesson.id} className={classes.line}>
          <span className={classes.mark} data-done={lesson.isDone}>
            {lesson.isDone ? (
              <Icon name="check" size={14} />
            ) : lesson.kind === 'article' ? (
              articles.indexOf(lesson) + 1
            ) : lesson.kind === 'exercise' ? (
              <Icon name="candles" size={14} />
            ) : (
              '?'
            )}
          </span>
          <span className={classes.words}>
            <Link
              to={`/courses/${course.slug}/${lesson.key}`}
              className={classes.link}
              aria-current={lesson.key === current ? 'page' : undefined}
            >
              {words.title(lesson)}
            </Link>
            <span className={classes.facts}>
              {lesson.isDone && <span className={classes.hidden}>{t('lesson.isDone')}</span>}
              {lesson.kind !== 'article' && <Tag>{t(`lesson.${lesson.kind}`)}</Tag>}
              {course.reach === null && (
                <Tag tone={lesson.isPreview ? 'accent' : 'plain'}>
                  {t(lesson.isPreview ? 'lesson.preview' : 'lesson.locked')}
                </Tag>
              )}
              {words.minutes(lesson.minutes)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
