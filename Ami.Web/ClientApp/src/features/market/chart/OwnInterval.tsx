import { Button, NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import '../commands/texts';
import classes from './IntervalPicker.module.css';
import { mostMinutes, ofMinutes, type Interval } from './intervals';

export type OwnIntervalProps = {
  /** What the minutes have to be a multiple of. */
  step: number;
  onChoose: (interval: Interval) => void;
};

/** Asks for a number of minutes. */
export default function OwnInterval({ step, onChoose }: OwnIntervalProps) {
  const { t } = useTranslation('commands');
  const [minutes, setMinutes] = useState<string | number>(Math.max(30, 2 * step));
  const count = Number(minutes);
  const isValid = minutes !== '' && Number.isInteger(count / step) && count >= step && count <= mostMinutes;
  const most = mostMinutes - (mostMinutes % step);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isValid) onChoose(ofMinutes(count));
  }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <NumberInput
        size="xs"
        label={t('minutes')}
        value={minutes}
        onChange={setMinutes}
        min={step}
        max={most}
        step={step}
        allowDecimal={false}
        allowNegative={false}
        error={isValid ? undefined : t(step === 1 ? 'minutesRange' : 'minutesOf', { step, most })}
        autoFocus
      />
      <Button type="submit" size="xs" disabled={!isValid}>
        {t('showMinutes')}
      </Button>
    </form>
  );
}
