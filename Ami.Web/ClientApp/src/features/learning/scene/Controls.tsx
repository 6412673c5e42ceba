import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import type { Move } from '../api/scenes';
import classes from './Scene.module.css';
import { speeds, type Play } from './usePlay';

type Props = {
  play: Play;
  isBusy: boolean;
  /** To finish is to say that there is no trade here. */
  isNoTrade: boolean;
  make: (move: Move) => void;
  onFinish: () => void;
};

/** What makes time go, and what ends the exercise: in reach of the thumb on a phone. */
export function Controls({ play, isBusy, isNoTrade, make, onFinish }: Props) {
  const { t } = useTranslation('scene');
  const isHeld = isBusy || play.isPlaying;
  const step = (bars: number, untilFill: boolean) => () => {
    if (!isHeld) make({ kind: 'step', bars, untilFill });
  };
  return (
    <div
      className={classes.controls}
      role="group"
      aria-label={t('control.label')}
      title={t('control.noUndo')}
    >
      <Button
        size="xs"
        aria-disabled={isHeld}
        aria-keyshortcuts="ArrowRight"
        leftSection={<Icon name="stepOn" size={15} />}
        onClick={step(1, false)}
      >
        {t('control.step')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-disabled={isHeld}
        aria-keyshortcuts="Shift+ArrowRight"
        onClick={step(5, false)}
      >
        {t('control.five')}
      </Button>
      <Button size="xs" variant="default" aria-disabled={isHeld} onClick={step(50, true)}>
        {t('control.untilFill')}
      </Button>
      <span className={classes.play}>
        <Button
          size="xs"
          variant="default"
          aria-keyshortcuts="Space"
          leftSection={<Icon name={play.isPlaying ? 'pause' : 'play'} size={14} />}
          onClick={play.toggle}
        >
          {t(play.isPlaying ? 'control.pause' : 'control.play')}
        </Button>
        <NativeSelect
          size="xs"
          className={classes.speed}
          aria-label={t('control.speed')}
          data={speeds.map((value) => ({
            value: String(value),
            label: t('control.perSecond', { count: value }),
          }))}
          value={String(play.speed)}
          onChange={({ currentTarget }) =>
            play.setSpeed(speeds.find((value) => String(value) === currentTarget.value) ?? 1)
          }
        />
      </span>
      <Button
        size="xs"
        variant="default"
        className={classes.finish}
        aria-disabled={isHeld}
        aria-keyshortcuts="N"
        onClick={() => !isHeld && onFinish()}
      >
        {t(isNoTrade ? 'control.noTrade' : 'control.finish')}
      </Button>
    </div>
  );
}
