import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { choose } from '../domain/answers';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';
import type { FieldProps } from './field';

/** What there is to say about an option once right answers may be seen. */
function Verdict({ isRight, isChosen }: { isRight: boolean; isChosen: boolean }) {
  const { t } = useTranslation('quiz');
  if (!isRight && !isChosen) return null;
  return (
    <span className={classes.verdict} data-right={isRight}>
      <Icon name={isRight ? 'check' : 'close'} size={14} />
      {t(isRight ? (isChosen ? 'result.yoursIsRight' : 'result.isRight') : 'result.yoursIsWrong')}
    </span>
  );
}

/** Options of which one, or all that are right, are chosen; also with the keys 1 to 9. */
export function ChoiceField({ question, isFixed, onAnswer }: FieldProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { kind, options, answer, result } = question;
  const isSingle = kind === 'single';
  return (
    <fieldset className={classes.choices} disabled={isFixed}>
      <legend className={classes.hint}>{t(isSingle ? 'field.single' : 'field.multiple')}</legend>
      {options?.map((option, index) => {
        const isChosen = answer?.chosen?.includes(index) ?? false;
        return (
          <label key={index} className={classes.choice} data-chosen={isChosen}>
            <input
              type={isSingle ? 'radio' : 'checkbox'}
              name={question.id}
              checked={isChosen}
              onChange={() => onAnswer(choose(kind, answer, index))}
              aria-keyshortcuts={`${index + 1}`}
            />
            <span>{words.say(option)}</span>
            {result && (
              <Verdict isRight={result.solution.right?.includes(index) ?? false} isChosen={isChosen} />
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
