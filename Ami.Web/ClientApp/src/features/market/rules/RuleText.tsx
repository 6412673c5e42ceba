import { Button, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerm } from '../indicators/catalogue';
import type { Offer } from './offers';
import { marked, mended, type RuleProblem } from './problems';
import classes from './RuleText.module.css';

const example = 'close > sma(close, 200) and rsi(close, 14) < 40';
const longest = 2000;
const operators = ['and', 'or', 'not', '>', '>=', '<', '<=', '==', '!=', '+', '-', '*', '/', '[1]'];
const more = ['crosses_above(close, open)', 'crosses_below(close, open)', 'count(close > open, 10)'];

type Props = {
  label?: string;
  /** What may be said here beyond other rules. */
  hint?: string;
  value: string;
  /** Of the rule as it is: whoever changes it forgets them. */
  problems: readonly RuleProblem[];
  offers: readonly Offer[];
  onChange: (rule: string) => void;
};

/** How an offer is written, with its defaults. */
const usage = ({ name, isCall, takesSeries, parameters, outputs }: Offer) =>
  name +
  (isCall
    ? `(${[...(takesSeries ? ['close'] : []), ...parameters.map((one) => one.default)].join(', ')})`
    : '') +
  (outputs.length > 0 && !outputs.some(({ id }) => id === name) ? `.${outputs[0]?.id}` : '');

/** A rule as text: what is wrong with it is said below, shown where it is, and mended by a press where there is a good guess. */
export function RuleText({ label, hint, value, problems, offers, onChange }: Props) {
  const { t } = useTranslation('rules');
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div className={classes.text}>
      <Textarea
        ref={area}
        label={label ?? t('rule')}
        description={[t('ruleHint', { example }), hint].filter(Boolean).join(' ')}
        value={value}
        maxLength={longest}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        classNames={{ input: classes.area }}
        error={problems.length > 0}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <RuleProblems value={value} problems={problems} field={area} onChange={onChange} />
      <Words area={area} value={value} offers={offers} onChange={onChange} />
    </div>
  );
}

/** What is wrong with a rule in a field. */
export function RuleProblems(props: {
  value: string;
  problems: readonly RuleProblem[];
  field: RefObject<HTMLTextAreaElement | HTMLInputElement | null>;
  onChange: (rule: string) => void;
}) {
  const { t } = useTranslation('rules');
  const term = useTerm();
  const { value, problems, field } = props;
  if (problems.length === 0) return null;
  function show({ start, length }: RuleProblem) {
    field.current?.focus();
    field.current?.setSelectionRange(start, start + length);
  }
  return (
    <div className={classes.problems} role="alert">
      <Text size="sm" fw={600}>
        {t('problems', { count: problems.length })}
      </Text>
      <code className={classes.marked}>
        {marked(value, problems).map(({ text, isWrong }, at) =>
          isWrong ? <mark key={at}>{text || `‹${t('missing')}›`}</mark> : <span key={at}>{text}</span>,
        )}
      </code>
      <ul className={classes.list}>
        {problems.map((problem) => (
          <li key={`${problem.start}-${problem.code}`}>
            {term(problem.message)}{' '}
            <Button variant="subtle" size="compact-xs" onClick={() => show(problem)}>
              {t('show')}
            </Button>
            {problem.suggestion != null && (
              <Button
                variant="default"
                size="compact-xs"
                onClick={() => props.onChange(mended(value, problem))}
              >
                {t('fix', { text: problem.suggestion })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What may be written, to be put where the cursor is. Made when it is opened: there are hundreds. */
function Words(props: {
  area: RefObject<HTMLTextAreaElement | null>;
  value: string;
  offers: readonly Offer[];
  onChange: (rule: string) => void;
}) {
  const { t } = useTranslation('rules');
  const term = useTerm();
  const [isOpen, setOpen] = useState(false);
  function insert(word: string) {
    const { area, value } = props;
    const at = area.current?.selectionStart ?? value.length;
    const end = area.current?.selectionEnd ?? at;
    const before = value.slice(0, at);
    const space = before === '' || /[\s([]$/.test(before) || word.startsWith('[') ? '' : ' ';
    props.onChange(before + space + word + value.slice(end));
    area.current?.focus();
  }
  const word = (text: string, title?: string) => (
    <UnstyledButton key={text} className={classes.word} title={title} onClick={() => insert(text)}>
      {text}
    </UnstyledButton>
  );
  return (
    <details className={classes.words} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('words')}</summary>
      {isOpen && (
        <>
          <Text size="xs" c="dimmed">
            {t('wordsHint')}
          </Text>
          <div className={classes.group} role="group" aria-label={t('operators')}>
            {[...operators, ...more].map((text) => word(text))}
          </div>
          {(['price', 'function', 'indicator'] as const).map((group) => (
            <div key={group} className={classes.group} role="group" aria-label={t(`groups.${group}`)}>
              {props.offers
                .filter((offer) => offer.group === group)
                .map((offer) => word(usage(offer), term(offer.label)))}
            </div>
          ))}
        </>
      )}
    </details>
  );
}
