import { Button, NativeSelect, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { speeds, type Player, type PlayerState, type Speed } from './player';
import classes from './ReplayBar.module.css';
import './texts';
import { usePlayer } from './usePlayer';

type Props = {
  player: Player;
  onEnd: () => void;
  onLeave: () => void;
};

const whole = (state: PlayerState) => state;

/** The clock of a replay, and what makes it go. */
export function ReplayBar({ player, onEnd, onLeave }: Props) {
  const { t } = useTranslation('replay');
  const formats = useFormats();
  const errorText = useErrorText();
  const state = usePlayer(player, whole);
  const { isPlaying, isOver, isEnded, halt, speed } = state;
  const clock = formats.tableTime(state.clock, false);
  const halted = isEnded ? 'ended' : isOver ? 'over' : halt;
  const speedName = (value: Speed) =>
    value === 0 ? t('most') : t('perSecond', { n: formats.quantity(value, 1) });
  return (
    <section className={classes.bar} aria-label={t('label')}>
      <div className={classes.now}>
        <span className={classes.badge} title={t('badgeHint')}>
          {t('badge')}
        </span>
        <span className={classes.clock}>
          <VisuallyHidden>{t('clock')}: </VisuallyHidden>
          <time dateTime={new Date(state.clock).toISOString()}>{clock}</time>
        </span>
        {halted && halted in states && (
          <span className={classes.state}>{t(`state.${halted as keyof typeof states}`)}</span>
        )}
      </div>
      <div className={classes.controls}>
        <IconButton
          icon="stepOn"
          label={t('step')}
          aria-keyshortcuts="J"
          disabled={isPlaying || isOver}
          onClick={player.step}
        />
        <IconButton
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? t('pause') : t('play')}
          aria-keyshortcuts="K"
          disabled={isOver}
          onClick={player.toggle}
        />
        <NativeSelect
          size="xs"
          className={classes.speed}
          aria-label={t('speed')}
          title={t('speed')}
          data={speeds.map((value) => ({ value: String(value), label: speedName(value) }))}
          value={String(speed)}
          onChange={({ currentTarget }) =>
            player.setSpeed(speeds.find((value) => String(value) === currentTarget.value) ?? 1)
          }
        />
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={state.pausesAtFill}
            onChange={(event) => player.pauseAtFill(event.currentTarget.checked)}
          />
          {t('pauseAtFill')}
        </label>
      </div>
      <div className={classes.leave}>
        {!isEnded && (
          <Button size="compact-sm" variant="subtle" color="gray" aria-keyshortcuts="Q" onClick={onEnd}>
            {t('end')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" aria-keyshortcuts="Shift+Escape" onClick={onLeave}>
          {t('leave')}
        </Button>
      </div>
      {(halt === 'error' || halt === 'moved') && (
        <div className={classes.problem} role="alert">
          <span>{halt === 'moved' ? t('moved') : errorText(state.error)}</span>
          {halt === 'error' && !isOver && (
            <Button size="compact-xs" variant="default" onClick={player.step}>
              {t('retry')}
            </Button>
          )}
        </div>
      )}
      <Spoken player={player} />
    </section>
  );
}

const states = { over: true, ended: true, fill: true, hidden: true };

/** So long it has to stand before its clock is said: somebody who steps on is not told of every bar. */
const restMs = 600;

/** Says where the clock stands once it does, and that it goes while it goes. */
function Spoken({ player }: { player: Player }) {
  const { t } = useTranslation('replay');
  const formats = useFormats();
  const { clock, isPlaying, isEnded, isOver, halt } = usePlayer(player, whole);
  const shown = formats.dateTime(clock);
  const key = isEnded ? 'ended' : isOver ? 'over' : (halt ?? 'paused');
  const words = isPlaying ? t('tell.playing') : t(`tell.${key}`, { clock: shown });
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), restMs);
    return () => clearTimeout(timer);
  }, [words]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
