import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { Popup } from '@/components/Popup';
import type { ChartMenuProps } from './ChartMenuItems';

const Items = later<ChartMenuProps>(() => import('./ChartMenuItems'));

/** How the chart draws, and what is done with its picture. */
export function ChartMenu(props: Omit<ChartMenuProps, 'close'>) {
  const { t } = useTranslation('market');
  return (
    <Popup
      label={t('chart.menu')}
      onNear={Items.load}
      button={(button) => <IconButton icon="sliders" label={t('chart.menu')} {...button} />}
    >
      {(close) => <Items {...props} close={close} />}
    </Popup>
  );
}
