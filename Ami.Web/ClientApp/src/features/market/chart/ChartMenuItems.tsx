import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import '../commands/texts';
import { useDesk } from '../commands/desk';
import '../compare/texts';
import classes from './ChartMenu.module.css';
import { adjustments, chartTypes, priceScales, type ChartLook } from './look';

export type ChartMenuProps = {
  look: ChartLook;
  onLook: (look: ChartLook) => void;
  /** Other symbols are on it: the scale is in percent, whatever was chosen. */
  compares: boolean;
  /** Its bars are those of a replay: symbols cannot be compared. */
  isReplay: boolean;
  onCompare: () => void;
  isFull: boolean;
  onFull: () => void;
  onSave: () => void;
  onCopy: () => void;
  close: () => void;
};

export default function ChartMenuItems({
  look,
  onLook,
  compares,
  isReplay,
  onCompare,
  isFull,
  onFull,
  onSave,
  onCopy,
  close,
}: ChartMenuProps) {
  const { t } = useTranslation(['market', 'commands', 'compare']);
  const { replay } = useDesk();
  const choice = (text: string, isChosen: boolean, next: ChartLook, isHeld = false) => (
    <UnstyledButton
      key={text}
      className={classes.item}
      aria-pressed={isChosen}
      disabled={isHeld}
      onClick={() => onLook(next)}
    >
      <span className={classes.mark}>{isChosen && <Icon name="check" size={14} />}</span>
      {text}
    </UnstyledButton>
  );
  const act = (text: string, run: () => void) => (
    <UnstyledButton
      className={classes.item}
      onClick={() => {
        close();
        run();
      }}
    >
      <span className={classes.mark} />
      {text}
    </UnstyledButton>
  );
  return (
    <div className={classes.menu}>
      <div role="group" aria-label={t('chart.type')}>
        <div className={classes.title}>{t('chart.type')}</div>
        {chartTypes.map((type) => choice(t(`chart.types.${type}`), look.type === type, { ...look, type }))}
      </div>
      <div role="group" aria-label={t('chart.scale')}>
        <div className={classes.title}>{t('chart.scale')}</div>
        {priceScales.map((scale) =>
          choice(
            t(`chart.scales.${scale}`),
            scale === (compares ? 'percent' : look.scale),
            { ...look, scale },
            compares,
          ),
        )}
        {compares && <div className={classes.title}>{t('reason.comparing', { ns: 'commands' })}</div>}
      </div>
      <div role="group" aria-label={t('group.view', { ns: 'commands' })}>
        <div className={classes.title}>{t('group.view', { ns: 'commands' })}</div>
        {choice(t('showSessions', { ns: 'commands' }), !look.hidesSessions, {
          ...look,
          hidesSessions: !look.hidesSessions,
        })}
      </div>
      <div role="group" aria-label={t('group.adjust', { ns: 'commands' })}>
        <div className={classes.title}>{t('group.adjust', { ns: 'commands' })}</div>
        {adjustments.map((adjust) =>
          choice(t(`adjust.${adjust}`, { ns: 'commands' }), (look.adjust ?? 'splits') === adjust, {
            ...look,
            adjust,
          }),
        )}
      </div>
      {!isReplay && (
        <div role="group" aria-label={t('group.alerts', { ns: 'commands' })}>
          <div className={classes.title}>{t('group.alerts', { ns: 'commands' })}</div>
          {choice(t('showAlerts', { ns: 'commands' }), !look.hidesAlerts, {
            ...look,
            hidesAlerts: !look.hidesAlerts,
          })}
        </div>
      )}
      <div className={classes.acts}>
        {!isReplay && act(t('menu', { ns: 'compare' }), onCompare)}
        {replay && act(t('chart.replay'), replay.ask)}
        {act(t(isFull ? 'chart.leaveFull' : 'chart.full'), onFull)}
        {act(t('chart.savePicture'), onSave)}
        {act(t('chart.copyPicture'), onCopy)}
      </div>
    </div>
  );
}
