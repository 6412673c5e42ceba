import { SegmentedControl, Text } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readForm, writeForm } from './form';
import type { RuleProblem } from './problems';
import { RuleForm } from './RuleForm';
import classes from './RuleEditor.module.css';
import { RuleText } from './RuleText';
import { useOffers } from './useOffers';

type Mode = 'form' | 'text';

type Props = {
  value: string;
  /** Of the rule as it is: whoever changes it forgets them. */
  problems: readonly RuleProblem[];
  onChange: (rule: string) => void;
};

/** A condition: in a form, or as text. What the form says is the rule, so one can look at it and go on writing. */
export function RuleEditor({ value, problems, onChange }: Props) {
  const { t } = useTranslation('rules');
  const offers = useOffers();
  const [mode, setMode] = useState<Mode>('form');
  const form = useMemo(() => readForm(value, offers), [value, offers]);
  // Before the catalogue is there no indicator is known.
  const isReady = offers.some(({ group }) => group === 'indicator');
  const isForm = mode === 'form' && form !== null && problems.length === 0;
  return (
    <div className={classes.editor}>
      <SegmentedControl
        size="xs"
        className={classes.mode}
        aria-label={t('mode')}
        data={(['form', 'text'] as const).map((one) => ({ value: one, label: t(one) }))}
        value={mode}
        onChange={(next) => setMode(next as Mode)}
      />
      {mode === 'form' && form === null && isReady && (
        <Text size="sm" c="dimmed">
          {t('tooMuch')}
        </Text>
      )}
      {isForm ? (
        <>
          <RuleForm form={form} offers={offers} onChange={(next) => onChange(writeForm(next, offers))} />
          {value !== '' && <code className={classes.rule}>{value}</code>}
        </>
      ) : (
        <RuleText value={value} problems={problems} offers={offers} onChange={onChange} />
      )}
    </div>
  );
}
