import { Button, SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useTranslation } from 'react-i18next';
import { later } from '@/components/later';
import { Popup } from '@/components/Popup';
import '../texts';
import classes from './IntervalPicker.module.css';
import { minutesStep, type Interval } from './intervals';
import type { OwnIntervalProps } from './OwnInterval';

const OwnInterval = later<OwnIntervalProps>(() => import('./OwnInterval'));

type Props = { available: readonly Interval[]; value: Interval; onChange: (interval: Interval) => void };

/** The intervals with a name, and any number of minutes that bars can be made of. */
export function IntervalPicker({ available, value, onChange }: Props) {
  const { t } = useTranslation('market');
  const step = minutesStep(available);
  const offered = available.includes(value) ? [...available] : [...available, value];
  return (
    <div className={classes.picker}>
      <SegmentedControl
        size="xs"
        className={classes.large}
        aria-label={t('chart.interval')}
        data={offered}
        value={value}
        onChange={(chosen) => onChange(chosen as Interval)}
      />
      <select
        className={`${classes.select} ${classes.small}`}
        aria-label={t('chart.interval')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Interval)}
      >
        {offered.map((interval) => (
          <option key={interval} value={interval} label={interval} />
        ))}
      </select>
      {step !== null && (
        <Popup
          label={t('chart.ownInterval')}
          onNear={OwnInterval.load}
          button={(button) => (
            <Button
              size="compact-xs"
              variant="subtle"
              data-minutes
              aria-label={t('chart.ownInterval')}
              {...button}
            >
              <span className={classes.large}>{t('chart.ownInterval')}</span>
              <span className={classes.small}>…</span>
            </Button>
          )}
        >
          {(close) => (
            <OwnInterval
              step={step}
              onChoose={(interval) => {
                onChange(interval);
                close();
              }}
            />
          )}
        </Popup>
      )}
    </div>
  );
}
