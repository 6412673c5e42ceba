import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { useNumberProblem } from '@/components/useNumberProblem';
import { useFormats } from '@/lib/formats/useFormats';
import { entryOf, readEntry } from '../domain/entry';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';
import type { FieldProps } from './field';

const mostDecimals = 15;

/** A number, with the unit beside it or to be chosen. */
export function NumberField({ question, isFixed, onAnswer }: FieldProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { decimalSeparator } = useFormats();
  const problemText = useNumberProblem();
  const { answer } = question;
  const units = question.units ?? [];
  // What stands in the fields while it is no whole answer; null for what is kept.
  const [typed, setTyped] = useState<string | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const shown = typed ?? entryOf(answer?.number, decimalSeparator);
  const unit = picked ?? answer?.unit ?? null;
  const { value, problem } = readEntry(shown, decimalSeparator);
  const needsUnit = units.length > 1;

  function give(text: string, inUnit: number | null) {
    const entry = readEntry(text, decimalSeparator);
    const isWhole = entry.value !== null && (!needsUnit || inUnit !== null);
    onAnswer(isWhole ? { number: Number(entry.value), ...(needsUnit ? { unit: inUnit } : {}) } : null, true);
  }

  return (
    <div className={classes.number}>
      <AmountInput
        label={t('field.numeric')}
        value={shown}
        disabled={isFixed}
        error={problem && problemText(problem, mostDecimals)}
        description={value !== null && needsUnit && unit === null ? t('field.chooseUnit') : undefined}
        rightSection={units[0] && !needsUnit ? words.say(units[0]) : undefined}
        rightSectionWidth="auto"
        rightSectionProps={{ className: classes.unit }}
        onChange={(text) => {
          setTyped(text);
          give(text, unit);
        }}
        onBlur={() => answer !== null && setTyped(null)}
      />
      {needsUnit && (
        <NativeSelect
          label={t('field.unit')}
          value={unit === null ? '' : `${unit}`}
          disabled={isFixed}
          data={[
            { value: '', label: t('field.choose'), disabled: true },
            ...units.map((one, index) => ({ value: `${index}`, label: words.say(one) })),
          ]}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            setPicked(chosen);
            give(shown, chosen);
          }}
        />
      )}
    </div>
  );
}
