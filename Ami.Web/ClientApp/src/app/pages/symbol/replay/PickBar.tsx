import { Button } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandleChart } from '@/features/market/chart/candleChart';
import type { Slot } from '@/features/market/chart/slot';
import '@/features/paper-trading/replay/texts';
import classes from './PickBar.module.css';
import type { Picking } from './ReplayStart';

export type PickBarProps = { chart: Slot<CandleChart>; picking: Picking };

/** Waits on a chart for a bar that is pressed. */
export function PickBar({ chart, picking }: PickBarProps) {
  const { t } = useTranslation('replay');
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  useEffect(() => {
    if (!held) return;
    const onClick: Parameters<typeof held.chart.subscribeClick>[0] = ({ time }) => {
      if (time !== undefined) picking.take(Number(time));
    };
    held.chart.subscribeClick(onClick);
    return () => held.chart.unsubscribeClick(onClick);
  }, [held, picking]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && picking.cancel();
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [picking]);
  return (
    <div className={classes.pick} role="status">
      {t('pick.lead')}
      <Button size="compact-xs" variant="default" onClick={picking.cancel}>
        {t('pick.cancel')}
      </Button>
    </div>
  );
}
