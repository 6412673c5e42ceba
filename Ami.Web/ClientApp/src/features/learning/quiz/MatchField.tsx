import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { match } from '../domain/answers';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';
import type { FieldProps } from './field';

/** What belongs to what: for each left side one of the right ones. */
export function MatchField({ question, isFixed, onAnswer }: FieldProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { answer, result } = question;
  const lefts = question.lefts ?? [];
  const rights = question.rights ?? [];
  const choices = [
    { value: '', label: t('field.choose') },
    ...rights.map((right, index) => ({ value: `${index}`, label: words.say(right) })),
  ];
  return (
    <div className={classes.pairs} role="group" aria-label={t('field.matching')}>
      <p className={classes.hint}>{t('field.matching')}</p>
      {lefts.map((left, index) => {
        const chosen = answer?.matches?.[index] ?? null;
        const right = result?.solution.matches?.[index];
        const text = right === undefined ? undefined : rights[right];
        return (
          <NativeSelect
            key={index}
            label={words.say(left)}
            disabled={isFixed}
            data={choices}
            value={chosen === null ? '' : `${chosen}`}
            error={
              text && right !== chosen ? t('result.rightAnswer', { answer: words.say(text) }) : undefined
            }
            onChange={(event) => {
              const { value } = event.currentTarget;
              onAnswer(match(lefts.length, answer, index, value === '' ? null : Number(value)));
            }}
          />
        );
      })}
    </div>
  );
}
