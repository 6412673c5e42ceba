import { Menu } from '@mantine/core';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Popover.css';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { chartTypes, priceScales, type ChartLook } from './look';

type Props = {
  look: ChartLook;
  onLook: (look: ChartLook) => void;
  isFull: boolean;
  onFull: () => void;
  onSave: () => void;
  onCopy: () => void;
};

/** How the chart draws, and what is done with its picture. */
export function ChartMenu({ look, onLook, isFull, onFull, onSave, onCopy }: Props) {
  const { t } = useTranslation('market');
  const chosen = (isChosen: boolean) => ({
    role: 'menuitemradio',
    'aria-checked': isChosen,
    rightSection: isChosen ? <Icon name="check" size={14} /> : null,
  });
  return (
    <Menu position="bottom-end" shadow="md" withinPortal={!isFull}>
      <Menu.Target>
        <IconButton icon="sliders" label={t('chart.menu')} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('chart.menu')}>
        <Menu.Label>{t('chart.type')}</Menu.Label>
        {chartTypes.map((type) => (
          <Menu.Item key={type} {...chosen(look.type === type)} onClick={() => onLook({ ...look, type })}>
            {t(`chart.types.${type}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('chart.scale')}</Menu.Label>
        {priceScales.map((scale) => (
          <Menu.Item key={scale} {...chosen(look.scale === scale)} onClick={() => onLook({ ...look, scale })}>
            {t(`chart.scales.${scale}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onFull}>{t(isFull ? 'chart.leaveFull' : 'chart.full')}</Menu.Item>
        <Menu.Item onClick={onSave}>{t('chart.savePicture')}</Menu.Item>
        <Menu.Item onClick={onCopy}>{t('chart.copyPicture')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
