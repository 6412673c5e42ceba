import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SymbolSummary } from '../api/symbols';
import { ChartPanel } from '../chart/ChartPanel';
import type { Interval } from '../chart/intervals';
import type { ChartOverlay } from '../chart/overlay';
import { othersOn, withOther } from '../compare/compared';
import { createChoices } from '../indicators/choices';
import { ChoicesContext } from '../indicators/useChartIndicators';
import { choiceOf, lookOf, withChart, withIndicators, type LayoutChart } from './body';
import classes from './ChartGrid.module.css';
import type { Crosshairs } from './crosshairs';
import type { Layouts } from './layouts';

type Props = {
  layouts: Layouts;
  chart: LayoutChart;
  index: number;
  summary: SymbolSummary;
  overlay?: ChartOverlay;
  interval: Interval;
  setInterval: (interval: Interval) => void;
  name?: string;
  /** Those that it can show instead, where it has a symbol of its own. */
  symbols?: readonly SymbolSummary[];
  isActive: boolean;
  crosshairs: Crosshairs | null;
  tools: ReactNode;
};

/** One chart of the layout: what is changed on it is kept there. */
export function OneChart({ layouts, chart, index, summary, symbols, ...props }: Props) {
  const { t } = useTranslation('market');
  const [choices] = useState(() =>
    createChoices(choiceOf(chart), (choice) => layouts.edit((body) => withIndicators(body, index, choice))),
  );
  const { symbol: own } = summary;
  const others = useMemo(() => othersOn(own, chart.compare), [own, chart.compare]);
  const compare = (change: (kept: readonly string[]) => readonly string[]) =>
    layouts.edit((body) =>
      withChart(body, index, { compare: [...change(body.charts[index]?.compare ?? [])] }),
    );
  const picker = symbols && (
    <select
      className={classes.symbol}
      aria-label={t('chart.symbolOf', { n: index + 1 })}
      value={summary.symbol}
      onChange={(event) => {
        const symbol = event.currentTarget.value;
        layouts.edit((body) => withChart(body, index, { symbol }));
      }}
    >
      {symbols.map(({ symbol }) => (
        <option key={symbol} value={symbol}>
          {symbol}
        </option>
      ))}
    </select>
  );
  return (
    <ChoicesContext value={choices}>
      <ChartPanel
        {...props}
        symbol={summary.symbol}
        priceDigits={summary.priceDigits}
        offered={summary.intervals}
        live={summary.live}
        sessions={summary.sessions}
        look={lookOf(chart)}
        setLook={(look) => layouts.edit((body) => withChart(body, index, look))}
        others={others}
        onCompare={(other) => compare((kept) => withOther(kept, own, other))}
        onUncompare={(other) => compare((kept) => kept.filter((each) => each !== other))}
        isMain={index === 0}
        lead={picker}
      />
    </ChoicesContext>
  );
}
