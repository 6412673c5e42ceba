import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { useFormats } from '@/lib/formats/useFormats';
import type { Course } from '../api/courses';
import type { Question, Solution } from '../api/quizzes';
import Markdown from '../components/Markdown';
import { useWords } from '../components/useWords';
import { verdictOf } from '../domain/mistakes';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';

/** The right answer in words, where the question itself does not show it. */
function useRightAnswer() {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const words = useQuizWords();
  const number = (value: number) => formats.quantity(value, 12);
  return ({ units }: Question, { value, tolerance, unit, accepted, regions }: Solution): string | null => {
    if (value !== null) {
      const name = unit === null ? undefined : units?.[unit];
      const figure = tolerance
        ? t('result.within', { value: number(value), tolerance: number(tolerance) })
        : number(value);
      return t('result.rightAnswer', { answer: name ? `${figure} ${words.say(name)}` : figure });
    }
    if (accepted) return t('result.rightAnswer', { answer: words.list(accepted).join(t('result.or')) });
    return regions ? t('result.region') : null;
  };
}

/** How a question was answered, what is right and why, and where to read it again. */
export function Result({ course, question }: { course: Course; question: Question }) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const words = useQuizWords();
  const titles = useWords();
  const rightAnswer = useRightAnswer();
  const { result, points, topic } = question;
  if (!result) return null;
  const verdict = verdictOf(question);
  const right = rightAnswer(question, result.solution);
  const lesson = course.lessons.find(({ key }) => key === topic);
  return (
    <div className={classes.result} data-verdict={verdict}>
      <p className={classes.verdictLine}>
        <Icon name={verdict === 'right' ? 'check' : verdict === 'partly' ? 'info' : 'close'} size={16} />
        <strong>{t(`result.${verdict}`)}</strong>
        <span>
          {t('result.earned', { earned: formats.quantity(result.earned, 2), points: words.points(points) })}
        </span>
      </p>
      {right && <p className={classes.rightAnswer}>{right}</p>}
      <Markdown text={words.say(result.solution.explanation)} />
      {lesson && (
        <Link to={`/courses/${course.slug}/${lesson.key}`} className={classes.again}>
          {t('result.lesson', { lesson: titles.title(lesson) })}
        </Link>
      )}
    </div>
  );
}
