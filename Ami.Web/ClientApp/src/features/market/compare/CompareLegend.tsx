import { UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { Signed } from '@/components/Signed';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useSymbols } from '../api/symbols';
import type { Bar } from '../chart/bars';
import type { BarSource } from '../chart/barSource';
import { isDaily } from '../chart/intervals';
import type { Slot } from '../chart/slot';
import { useBars } from '../chart/useBars';
import { changeFrom, firstFrom } from './align';
import { colorAt } from './colors';
import type { Compared } from './comparedSource';
import classes from './CompareLegend.module.css';
import './texts';

export type CompareLegendProps = {
  source: BarSource;
  others: readonly Compared[];
  /** The bar under the crosshair; nothing for the newest. */
  hovered: Slot<Bar>;
  /** The opening of the first bar in sight. */
  since: Slot<number>;
  onRemove: (symbol: string) => void;
};

function Change({ value }: { value: number | null }) {
  const formats = useFormats();
  return value === null ? '–' : <Signed value={value} text={formats.signedPercent(value)} />;
}

/** What the scale says, and of the chart's own symbol. */
function Scale({ source, hovered, since }: CompareLegendProps) {
  const { t } = useTranslation('compare');
  const formats = useFormats();
  const { bars } = useBars(source);
  const at = useSyncExternalStore(hovered.subscribe, hovered.get);
  const from = useSyncExternalStore(since.subscribe, since.get);
  const base = from === null ? undefined : bars.find((bar) => bar.t >= from)?.c;
  const time =
    from === null
      ? '–'
      : isDaily(source.interval)
        ? formats.with(from * 1000, { dateStyle: 'medium', timeZone: 'UTC' })
        : formats.tableTime(from * 1000, false);
  return (
    <p className={classes.scale}>
      <span className={classes.label}>{t('percentSince', { time })}</span> {source.symbol}{' '}
      <Change value={changeFrom(base ?? null, (at ?? bars.at(-1))?.c)} />
    </p>
  );
}

/** What there is to say instead of a value. */
function Missing({ other, interval }: { other: Compared; interval: string }) {
  const { t } = useTranslation('compare');
  const errorText = useErrorText();
  const error = useSyncExternalStore(other.subscribe, () => other.state.error);
  const status = useSyncExternalStore(other.subscribe, () => other.state.status);
  const isEmpty = useSyncExternalStore(other.subscribe, () => other.state.isEmpty);
  if (error !== null)
    return (
      <span className={classes.label} role="alert">
        {errorText(error)}{' '}
        <UnstyledButton className={classes.retry} onClick={other.retry}>
          {t('retry')}
        </UnstyledButton>
      </span>
    );
  if (status !== 'ready') return <span className={classes.label}>{t('loading')}</span>;
  return <span className={classes.label}>{isEmpty ? t('noBars', { interval }) : t('noneHere')}</span>;
}

function Row({ other, index, ...props }: CompareLegendProps & { other: Compared; index: number }) {
  const { t } = useTranslation('compare');
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const { source, hovered, since, onRemove } = props;
  const { symbol } = other;
  const digits = useSymbols().data?.find((one) => one.symbol === symbol)?.priceDigits ?? 2;
  const { bars } = useBars(source);
  const closes = useSyncExternalStore(other.subscribe, other.closes);
  const at = useSyncExternalStore(hovered.subscribe, hovered.get);
  const from = useSyncExternalStore(since.subscribe, since.get);
  const bar = at ?? bars.findLast(({ t }) => closes.has(t));
  const close = bar && closes.get(bar.t);
  const base = from === null ? null : firstFrom(closes, from);
  return (
    <li className={classes.row} data-compared={symbol} data-ready={closes.size > 0}>
      <span className={classes.swatch} style={{ background: colorAt(index, scheme) }} aria-hidden="true" />
      <span className={classes.name}>{symbol}</span>
      {closes.size === 0 ? (
        <Missing other={other} interval={source.interval} />
      ) : (
        <span data-value>
          {close === undefined ? '–' : formats.price(close, digits)}{' '}
          <Change value={changeFrom(base, close)} />
        </span>
      )}
      <span className={classes.button}>
        <IconButton icon="close" label={t('remove', { symbol })} onClick={() => onRemove(symbol)} />
      </span>
    </li>
  );
}

/** Which symbols are compared, with what they were worth and how they changed since the first bar in sight. */
export function CompareLegend(props: CompareLegendProps) {
  const { t } = useTranslation('compare');
  return (
    <>
      <Scale {...props} />
      <ul className={classes.list} aria-label={t('compared')}>
        {props.others.map((other, index) => (
          <Row key={other.symbol} other={other} index={index} {...props} />
        ))}
      </ul>
    </>
  );
}
