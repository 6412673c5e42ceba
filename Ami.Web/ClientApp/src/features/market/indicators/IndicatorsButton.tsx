import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import type { BarSource } from '../chart/barSource';
import type { Wanted } from './wishes';

type Props = {
  source: BarSource;
  wanted: readonly Wanted[];
  shown: string | null;
  onShow: (shown: string | null) => void;
};

const IndicatorDialog = later<Props>(() => import('./IndicatorDialog'));

/** Opens the list of indicators; its dialog also shows the settings of one, wherever that was asked for. */
export function IndicatorsButton(props: Props) {
  const { t } = useTranslation('market');
  // Its code comes when it is first opened; after that it stays, so that it can close as it opened.
  const [used, setUsed] = useState(false);
  if (props.shown !== null && !used) setUsed(true);
  return (
    <>
      <IconButton icon="pulse" label={t('chart.indicators')} onClick={() => props.onShow('all')} />
      {used && <IndicatorDialog {...props} />}
    </>
  );
}
