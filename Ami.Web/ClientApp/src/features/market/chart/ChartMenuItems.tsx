import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import classes from './ChartMenu.module.css';
import { chartTypes, priceScales, type ChartLook } from './look';

export type ChartMenuProps = {
  look: ChartLook;
  onLook: (look: ChartLook) => void;
  isFull: boolean;
  onFull: () => void;
  onSave: () => void;
  onCopy: () => void;
  close: () => void;
};

export default function ChartMenuItems({
  look,
  onLook,
  isFull,
  onFull,
  onSave,
  onCopy,
  close,
}: ChartMenuProps) {
  const { t } = useTranslation('market');
  const choice = (text: string, isChosen: boolean, next: ChartLook) => (
    <UnstyledButton key={text} className={classes.item} aria-pressed={isChosen} onClick={() => onLook(next)}>
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
          choice(t(`chart.scales.${scale}`), look.scale === scale, { ...look, scale }),
        )}
      </div>
      <div className={classes.acts}>
        {act(t(isFull ? 'chart.leaveFull' : 'chart.full'), onFull)}
        {act(t('chart.savePicture'), onSave)}
        {act(t('chart.copyPicture'), onCopy)}
      </div>
    </div>
  );
}
