import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Signed } from '@/components/Signed';
import { useFormats } from '@/lib/formats/useFormats';
import type { Bar } from './bars';
import type { BarSource } from './barSource';
import classes from './Legend.module.css';
import type { Slot } from './slot';
import { useBars } from './useBars';

/** The values of the bar under the crosshair, else of the newest. */
export function Legend(props: { source: BarSource; hovered: Slot<Bar>; priceDigits: number }) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const { bars } = useBars(props.source);
  const hovered = useSyncExternalStore(props.hovered.subscribe, props.hovered.get);
  const bar = hovered ?? bars.at(-1);
  if (!bar) return null;
  const change = bar.o === 0 ? 0 : bar.c / bar.o - 1;
  const price = (value: number) => formats.price(value, props.priceDigits);
  const parts = [
    [t('chart.open'), price(bar.o)],
    [t('chart.high'), price(bar.h)],
    [t('chart.low'), price(bar.l)],
    [t('chart.close'), price(bar.c)],
    [t('chart.volume'), formats.compact(bar.v)],
  ] as const;
  return (
    <div className={classes.legend} aria-hidden="true">
      {parts.map(([label, value]) => (
        <span key={label}>
          <span className={classes.label}>{label}</span> {value}
        </span>
      ))}
      <Signed value={change} text={formats.signedPercent(change)} />
    </div>
  );
}
