import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { useTerm } from '../indicators/catalogue';
import { valueOf, writeOperand } from '../rules/form';
import type { RuleProblem } from '../rules/problems';
import { useOffers } from '../rules/useOffers';
import { RuleProblems } from '../rules/RuleText';
import type { ScreenBody } from './api';
import classes from './ColumnsEditor.module.css';
import { longestTitle, mostColumns } from './screen';

type Column = ScreenBody['columns'][number];

type Props = {
  columns: readonly Column[];
  problems: readonly RuleProblem[];
  onChange: (columns: Column[]) => void;
};

const own = 'own';

/** The numbers that a table shows besides price and change. */
export function ColumnsEditor({ columns, problems, onChange }: Props) {
  const { t } = useTranslation('screener');
  const term = useTerm();
  const offers = useOffers();
  function add(name: string) {
    const offer = offers.find((one) => one.name === name);
    const formula = offer ? writeOperand(valueOf(offer), offers) : '';
    onChange([...columns, { title: null, formula }]);
  }
  return (
    <div className={classes.columns}>
      <Text size="xs" c="dimmed">
        {t('columns.lead')}
      </Text>
      {columns.map((column, at) => (
        <ColumnFields
          key={at}
          column={column}
          n={at + 1}
          problems={problems.filter(({ field }) => field === `columns[${at}]`)}
          onChange={(next) => onChange(columns.map((one, i) => (i === at ? next : one)))}
          onRemove={() => onChange(columns.filter((_, i) => i !== at))}
        />
      ))}
      {columns.length >= mostColumns ? (
        <Text size="sm">{t('columns.full')}</Text>
      ) : (
        <NativeSelect
          size="xs"
          className={classes.add}
          label={t('columns.add')}
          value=""
          data={[
            { value: '', label: t('columns.choose') },
            { value: own, label: t('columns.own') },
            ...offers.map(({ name, label }) => ({ value: name, label: term(label) })),
          ]}
          onChange={(event) => event.currentTarget.value !== '' && add(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

function ColumnFields(props: {
  column: Column;
  n: number;
  problems: readonly RuleProblem[];
  onChange: (column: Column) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('screener');
  const { column, n, problems, onChange } = props;
  const field = useRef<HTMLInputElement>(null);
  const write = (formula: string) => onChange({ ...column, formula });
  return (
    <div>
      <div className={classes.column}>
        <TextInput
          ref={field}
          size="xs"
          className={classes.formula}
          label={t('columns.formula', { n })}
          value={column.formula}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          error={problems.length > 0}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          className={classes.title}
          label={t('columns.name')}
          placeholder={t('columns.nameHint')}
          maxLength={longestTitle}
          value={column.title ?? ''}
          onChange={(event) => onChange({ ...column, title: event.currentTarget.value || null })}
        />
        <IconButton icon="close" label={t('columns.remove', { n })} onClick={props.onRemove} />
      </div>
      <RuleProblems value={column.formula} problems={problems} field={field} onChange={write} />
    </div>
  );
}
