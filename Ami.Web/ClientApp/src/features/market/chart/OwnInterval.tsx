import { Button, NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './IntervalPicker.module.css';
import { mostMinutes, ofMinutes, type Interval } from './intervals';

export type OwnIntervalProps = { onChoose: (interval: Interval) => void };

/** Asks for a number of minutes. */
export default function OwnInterval({ onChoose }: OwnIntervalProps) {
  const { t } = useTranslation('market');
  const [minutes, setMinutes] = useState<string | number>(30);
  const count = Number(minutes);
  const isValid = minutes !== '' && Number.isInteger(count) && count >= 1 && count <= mostMinutes;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isValid) onChoose(ofMinutes(count));
  }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <NumberInput
        size="xs"
        label={t('chart.minutes')}
        value={minutes}
        onChange={setMinutes}
        min={1}
        max={mostMinutes}
        allowDecimal={false}
        allowNegative={false}
        error={isValid ? undefined : t('chart.minutesRange', { most: mostMinutes })}
        autoFocus
      />
      <Button type="submit" size="xs" disabled={!isValid}>
        {t('chart.show')}
      </Button>
    </form>
  );
}
