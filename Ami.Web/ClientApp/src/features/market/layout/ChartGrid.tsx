import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from '@/components/later';
import { useTextParam } from '@/lib/urlState';
import { useSymbols, type SymbolSummary } from '../api/symbols';
import { BarSourcesContext } from '../chart/barSources';
import { availableIntervals, readInterval, type Interval } from '../chart/intervals';
import type { OverlayOf } from '../chart/overlay';
import { withChart } from './body';
import classes from './ChartGrid.module.css';
import { createCrosshairs } from './crosshairs';
import type { LayoutButtonProps } from './LayoutButton';
import { OneChart } from './OneChart';
import { useKeptLayouts, useLayouts } from './useLayouts';

const LayoutButton = later<LayoutButtonProps>(() => import('./LayoutButton'));

/** What the active chart shows, and whether others show another symbol. */
export type ActiveSymbol = { summary: SymbolSummary; isOneOfSeveral: boolean };

type Props = {
  /** What the page is about: of the first chart, and of all where they have the symbol in common. */
  summary: SymbolSummary;
  /** On each of them. */
  overlay?: OverlayOf;
  /** Hears what the active chart shows. */
  onActive?: (active: ActiveSymbol) => void;
};

/** One to four charts as the layout says; where there is no room, one of them with a switch. */
export function ChartGrid({ summary, overlay, onActive }: Props) {
  const { t } = useTranslation('market');
  const [{ body, epoch }, layouts] = useLayouts();
  useKeptLayouts(layouts);
  const symbols = useSymbols().data ?? [];
  const [asked, setAsked] = useTextParam('interval');
  const [chosen, setActive] = useState(0);
  const [crosshairs] = useState(createCrosshairs);
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const { charts, links } = body;
  const { isReplay } = useContext(BarSourcesContext);
  const offered = availableIntervals(summary.intervals);
  const main =
    readInterval(asked, offered) ?? readInterval(charts[0]?.interval ?? '', offered) ?? offered[0] ?? '1m';

  const { symbol } = summary;
  useEffect(() => layouts.at({ symbol, interval: main }), [layouts, symbol, main]);

  function setMain(interval: Interval) {
    setAsked(interval);
    layouts.edit((old) => withChart(old, 0, { interval }));
  }

  const all = charts.map((chart, index) => {
    const other = symbols.find(({ symbol }) => symbol === chart.symbol);
    const of = index === 0 || links.symbol || !other ? summary : other;
    const available = availableIntervals(of.intervals);
    const own = links.interval ? main : chart.interval;
    const interval = index === 0 ? main : (readInterval(own, available) ?? available[0] ?? main);
    return { chart, index, of, interval };
  });
  // A replay is of one symbol: others would be of another time.
  const shown = all.filter(({ of }) => !isReplay || of.symbol === summary.symbol);
  const active = shown.some(({ index }) => index === chosen) ? chosen : 0;
  const several = shown.length > 1;
  const about = shown.find(({ index }) => index === active)?.of ?? summary;
  const isOneOfSeveral = shown.some(({ of }) => of.symbol !== summary.symbol);
  useEffect(() => onActive?.({ summary: about, isOneOfSeveral }), [onActive, about, isOneOfSeveral]);

  return (
    <div className={classes.grid} data-charts={isNarrow ? 1 : shown.length}>
      {isNarrow && several && (
        <SegmentedControl
          size="xs"
          className={classes.switch}
          aria-label={t('chart.all')}
          data={shown.map(({ index }) => ({ value: String(index), label: t('chart.nth', { n: index + 1 }) }))}
          value={String(active)}
          onChange={(value) => setActive(Number(value))}
        />
      )}
      {shown
        .filter(({ index }) => !isNarrow || index === active)
        .map(({ chart, index, of, interval }) => (
          <div
            key={`${epoch} ${index}`}
            className={classes.slot}
            data-chart={index}
            tabIndex={-1}
            data-active={(several && index === active) || undefined}
            onFocus={() => setActive(index)}
            onPointerDown={() => setActive(index)}
          >
            <OneChart
              layouts={layouts}
              chart={chart}
              index={index}
              summary={of}
              overlay={overlay?.(of)}
              interval={interval}
              setInterval={(next) => {
                if (index === 0 || links.interval) setMain(next);
                else layouts.edit((old) => withChart(old, index, { interval: next }));
              }}
              name={several ? t('chart.nth', { n: index + 1 }) : undefined}
              symbols={index > 0 && !links.symbol ? symbols : undefined}
              isActive={index === active}
              crosshairs={links.crosshair && several ? crosshairs : null}
              tools={
                (isNarrow ? index === active : index === 0) && (
                  <span className={classes.layouts}>
                    <LayoutButton onNext={() => setActive((active + 1) % charts.length)} />
                  </span>
                )
              }
            />
          </div>
        ))}
    </div>
  );
}
