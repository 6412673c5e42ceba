import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field';

const longest = 200;

/** A few words. */
export function TextField({ question, isFixed, onAnswer }: FieldProps) {
  const { t } = useTranslation('quiz');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={t('field.text')}
      value={typed ?? question.answer?.text ?? ''}
      maxLength={longest}
      disabled={isFixed}
      autoComplete="off"
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onAnswer(text.trim() === '' ? null : { text: text.trim() }, true);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
