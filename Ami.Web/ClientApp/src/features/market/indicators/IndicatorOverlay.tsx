import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { useFormats } from '@/lib/formats/useFormats';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import { attachIndicators, type AttachedIndicators } from './attachIndicators';
import { OverlayLegend, PaneLegends, type LegendProps } from './IndicatorLegend';

export type OverlayProps = LegendProps & {
  chart: Slot<CandleChart>;
  canvas: RefObject<HTMLDivElement | null>;
};

/** Draws the indicators on a chart and says their values. */
export default function IndicatorOverlay({ chart, canvas, ...props }: OverlayProps) {
  const { source, indicators, priceDigits } = props;
  const { wanted, values } = indicators;
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const attached = useRef<AttachedIndicators | null>(null);
  const [panes, setPanes] = useState<readonly number[]>([]);

  useEffect(() => {
    if (!held || !canvas.current) return;
    const made = attachIndicators({
      chart: held.chart,
      element: canvas.current,
      bars: source,
      values,
      formats,
      priceDigits,
      onPanes: setPanes,
    });
    attached.current = made;
    return () => {
      made.stop();
      attached.current = null;
    };
  }, [held, canvas, source, values, formats, priceDigits]);

  useEffect(
    () => attached.current?.draw(wanted, scheme),
    [wanted, scheme, held, source, values, formats, priceDigits],
  );

  return (
    <>
      <OverlayLegend {...props} tops={panes} />
      <PaneLegends {...props} tops={panes} />
    </>
  );
}
