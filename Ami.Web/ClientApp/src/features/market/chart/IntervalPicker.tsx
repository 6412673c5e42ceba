import { Button, NumberInput, Popover, SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import '../texts';
import classes from './IntervalPicker.module.css';
import { mostMinutes, ofMinutes, type Interval } from './intervals';

type Props = { available: readonly Interval[]; value: Interval; onChange: (interval: Interval) => void };

/** The intervals with a name, and any number of minutes where there are minutes. */
export function IntervalPicker({ available, value, onChange }: Props) {
  const { t } = useTranslation('market');
  const [opened, setOpened] = useState(false);
  const [minutes, setMinutes] = useState<string | number>(30);
  const isOwn = !available.includes(value);
  const isValid = Number.isInteger(Number(minutes)) && Number(minutes) >= 1 && Number(minutes) <= mostMinutes;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isValid) return;
    onChange(ofMinutes(Number(minutes)));
    setOpened(false);
  }

  return (
    <div className={classes.picker}>
      <SegmentedControl
        size="xs"
        aria-label={t('chart.interval')}
        data={isOwn ? [...available, value] : [...available]}
        value={value}
        onChange={(chosen) => onChange(chosen as Interval)}
      />
      {available.includes('1m') && (
        <Popover
          opened={opened}
          onChange={setOpened}
          position="bottom-start"
          shadow="md"
          trapFocus
          withinPortal
        >
          <Popover.Target>
            <Button size="compact-xs" variant="subtle" onClick={() => setOpened(!opened)}>
              {t('chart.ownInterval')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('chart.ownInterval')}>
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
                data-autofocus
              />
              <Button type="submit" size="xs" disabled={!isValid}>
                {t('chart.show')}
              </Button>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
