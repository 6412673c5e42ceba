import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tag } from '@/components/Tag';
import { currencyOf } from '@/lib/formats/currency';
import { useMoney } from '@/lib/formats/useMoney';
import type { CourseCard } from '../api/courses';
import classes from './CourseGrid.module.css';
import { useWords } from './useWords';

function Cost({ course }: { course: CourseCard }) {
  const { t } = useTranslation('learning');
  const money = useMoney();
  const currency = currencyOf(
    navigator.languages,
    course.prices.map((price) => price.currency),
  );
  const price = course.prices.find((one) => one.currency === currency);
  return <>{price ? money(price.amount, price.currency) : t(`access.${course.access}`)}</>;
}

/** Courses side by side; each leads to its page. */
export function CourseGrid({ courses }: { courses: readonly CourseCard[] }) {
  const { t } = useTranslation('learning');
  const words = useWords();
  return (
    <ul className={classes.grid}>
      {courses.map((course) => (
        <li key={course.id} className={classes.card}>
          <h2 className={classes.title}>
            <Link to={`/courses/${course.slug}`} className={classes.link}>
              {words.title(course)}
            </Link>
          </h2>
          <p className={classes.summary}>{words.summary(course)}</p>
          <div className={classes.facts}>
            <Tag>{t(`level.${course.level}`)}</Tag>
            <span>
              {words.lessons(course.lessons)} · {words.minutes(course.minutes)}
            </span>
            <strong className={classes.cost}>
              <Cost course={course} />
            </strong>
          </div>
        </li>
      ))}
    </ul>
  );
}
