import { UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useFormats } from '@/lib/formats/useFormats';
import type { Bar } from '../chart/bars';
import type { BarSource } from '../chart/barSource';
import type { Slot } from '../chart/slot';
import { useBars } from '../chart/useBars';
import { drawnOutputs, useTerm } from './catalogue';
import { colorOf } from './colors';
import { formatValue } from './formatValue';
import classes from './IndicatorLegend.module.css';
import { useChoices, useValues, type ChartIndicators } from './useChartIndicators';
import { useIndicatorName } from './useIndicatorName';
import type { Wanted } from './wishes';
import './texts';

export type LegendProps = {
  source: BarSource;
  indicators: ChartIndicators;
  /** The bar under the crosshair; nothing for the newest. */
  hovered: Slot<Bar>;
  priceDigits: number;
  onSettings: (key: string) => void;
};

/** Apart from the row, which has more to it and does not change with every move of the pointer. */
function Values({ one, source, indicators, hovered, priceDigits }: LegendProps & { one: Wanted }) {
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const term = useTerm();
  const { lines } = useValues(indicators.values);
  const { bars } = useBars(source);
  const { chosen, info, wish } = one;
  const at = useSyncExternalStore(hovered.subscribe, hovered.get);
  const line = lines.get(wish);
  const bar = at ?? bars.findLast(({ t }) => line?.values.has(t));
  const values = bar && line?.values.get(bar.t);
  const outputs = drawnOutputs(info);
  const shown = (value: number | null | undefined) => {
    if (value == null) return '–';
    return info.pane === 'overlay' ? formats.price(value, priceDigits) : formatValue(formats, value);
  };
  return outputs.map(({ output, index }) => (
    <span key={output.id} className={classes.value}>
      <span
        className={classes.swatch}
        style={{ background: colorOf(chosen.colors[index] ?? 'blue', scheme) }}
        aria-hidden="true"
      />
      {outputs.length > 1 && <span className={classes.output}>{term(output.name)} </span>}
      <span data-value>{shown(values?.[index])}</span>
    </span>
  ));
}

function Row({ one, ...props }: LegendProps & { one: Wanted }) {
  const { t } = useTranslation('indicators');
  const formats = useFormats();
  const [, choices] = useChoices();
  const name = useIndicatorName()(one);
  const { lines } = useValues(props.indicators.values);
  const { chosen, info, wish } = one;
  const line = lines.get(wish);
  return (
    <li className={classes.row} data-indicator={info.id} data-ready={line !== undefined}>
      <UnstyledButton
        className={classes.name}
        data-hidden={chosen.hidden}
        aria-label={t('settingsOf', { name })}
        onClick={() => props.onSettings(chosen.key)}
      >
        {name}
      </UnstyledButton>
      {!chosen.hidden && <Values one={one} {...props} />}
      {line?.countsFrom != null && (
        <span className={classes.label}>
          {t('countsFrom', { time: formats.tableTime(line.countsFrom * 1000, false) })}
        </span>
      )}
      <span className={classes.buttons}>
        <IconButton
          icon={chosen.hidden ? 'eyeOff' : 'eye'}
          label={t(chosen.hidden ? 'showNamed' : 'hideNamed', { name })}
          onClick={() => choices.change(chosen.key, { hidden: !chosen.hidden })}
        />
        <IconButton
          icon="close"
          label={t('removeNamed', { name })}
          onClick={() => choices.remove(chosen.key)}
        />
      </span>
    </li>
  );
}

/** Over the bars, below their own legend: those drawn over them, and those that are hidden. */
export function OverlayLegend({ tops, ...props }: LegendProps & { tops: readonly number[] }) {
  const { t } = useTranslation('indicators');
  const errorText = useErrorText();
  const { error } = useValues(props.indicators.values);
  const rows = props.indicators.wanted.filter(({ info, chosen }) => info.pane === 'overlay' || chosen.hidden);
  return (
    <>
      {rows.length > 0 && (
        <ul
          className={classes.list}
          aria-label={t('over')}
          data-many={rows.length > 4}
          style={{ maxHeight: tops[1] === undefined ? undefined : tops[1] - 60 }}
        >
          {rows.map((one) => (
            <Row key={one.chosen.key} one={one} {...props} />
          ))}
        </ul>
      )}
      {error != null && (
        <p className={classes.failed} role="alert">
          {errorText(error)}{' '}
          <UnstyledButton className={classes.retry} onClick={props.indicators.values.retry}>
            {t('retry')}
          </UnstyledButton>
        </p>
      )}
    </>
  );
}

/** One in each pane below the bars, in the order of the panes. */
export function PaneLegends({ tops, ...props }: LegendProps & { tops: readonly number[] }) {
  const rows = props.indicators.wanted.filter(({ info, chosen }) => info.pane === 'own' && !chosen.hidden);
  return rows.map((one, i) => (
    <ul
      key={one.chosen.key}
      className={classes.pane}
      style={{ top: (tops[i + 1] ?? 0) - 4 }}
      hidden={tops[i + 1] === undefined}
    >
      <Row one={one} {...props} />
    </ul>
  ));
}
