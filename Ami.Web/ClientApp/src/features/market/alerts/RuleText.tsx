import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import classes from './AlertsPanel.module.css';
import type { RuleMistake } from './api';

type Props = {
  value: string;
  onChange: (rule: string) => void;
  mistakes: readonly RuleMistake[];
  /** What the mistakes are in: not what was written since. */
  judged: string;
  isOnDrawing: boolean;
};

const longest = 2_000;

/** A condition as text. Each mistake is told with what it is about, and leads there. */
export function RuleText({ value, onChange, mistakes, judged, isOnDrawing }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = judged === value ? mistakes : [];

  function jump({ start, length }: RuleMistake) {
    box.current?.focus();
    box.current?.setSelectionRange(start, start + length);
  }

  function replace({ start, length, suggestion }: RuleMistake) {
    onChange(value.slice(0, start) + (suggestion ?? '') + value.slice(start + length));
    box.current?.focus();
  }

  return (
    <div>
      <Textarea
        ref={box}
        label={t('rule')}
        description={`${t('ruleHint')}${isOnDrawing ? ` ${t('ruleAbout')}` : ''}`}
        value={value}
        maxLength={longest}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        error={shown.length > 0}
        onChange={(event) => onChange(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {shown.length > 0 && (
        <ul className={classes.mistakes} role="alert">
          {shown.map((mistake) => (
            <li key={`${mistake.start} ${mistake.en}`}>
              <button type="button" className={classes.jump} onClick={() => jump(mistake)}>
                {language === 'es' ? mistake.es : mistake.en}
              </button>{' '}
              {mistake.length > 0 && (
                <mark>{value.slice(mistake.start, mistake.start + mistake.length)}</mark>
              )}{' '}
              {mistake.suggestion && (
                <Button size="compact-xs" variant="default" onClick={() => replace(mistake)}>
                  {t('suggestion', { suggestion: mistake.suggestion })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
