import { Tooltip } from '@mantine/core';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Logical } from 'lightweight-charts';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import classes from './ActionMarks.module.css';
import { useFactors, type CorporateAction } from './factors';
import { placesOf } from './places';
import './texts';
import { useActionWords } from './useActionWords';

export type ActionMarksProps = { chart: Slot<CandleChart>; source: BarSource; priceDigits: number };

/** As wide as a mark. */
const apart = 18;

/** Those that would overlap are one mark, at the first of them. */
function groupsOf(marks: readonly { action: CorporateAction; x: number }[]) {
  const groups: { x: number; actions: CorporateAction[] }[] = [];
  for (const { action, x } of marks) {
    const last = groups.at(-1);
    if (last && x - last.x < apart) last.actions.push(action);
    else groups.push({ x, actions: [action] });
  }
  return groups;
}

const timesOf = (bars: readonly { t: number }[]) =>
  bars.length === 0 ? '' : [bars[0]?.t, bars.length, bars.at(-1)?.t].join(' ');

const isDividend = ({ newShares, oldShares }: CorporateAction) => newShares === oldShares;

/** Splits and dividends on the time axis, each at the bar with which its prices begin. */
export default function ActionMarks({ chart, source, priceDigits }: ActionMarksProps) {
  const { t } = useTranslation('adjusted');
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const { items } = useFactors(source);
  const words = useActionWords(priceDigits);
  const [moved, setMoved] = useState(0);

  // With every price there are other bars, at the same times.
  const times = useSyncExternalStore(source.subscribe, () => timesOf(source.state.bars));
  const places = useMemo(() => {
    return times === '' ? [] : placesOf(items, source.state.bars);
  }, [items, source, times]);

  useEffect(() => {
    if (!held) return;
    const scale = held.chart.timeScale();
    const move = () => setMoved((count) => count + 1);
    scale.subscribeVisibleLogicalRangeChange(move);
    scale.subscribeSizeChange(move);
    return () => {
      scale.unsubscribeVisibleLogicalRangeChange(move);
      scale.unsubscribeSizeChange(move);
    };
  }, [held]);

  const scale = held?.chart.timeScale();
  const width = scale?.width() ?? 0;
  const marks = places.flatMap(({ action, index }) => {
    const x = scale?.logicalToCoordinate(index as Logical) ?? null;
    return x === null || x < 0 || x > width ? [] : [{ action, x }];
  });
  if (marks.length === 0) return null;
  return (
    <div className={classes.marks} role="group" aria-label={t('marks')} data-moved={moved}>
      {groupsOf(marks).map(({ actions, x }) => {
        const said = actions.map(words).join('; ');
        return (
          <Tooltip key={actions[0]?.day} label={said} events={{ hover: true, focus: true, touch: true }}>
            <button type="button" className={classes.mark} style={{ left: x }} aria-label={said}>
              {t(actions.every(isDividend) ? 'dividendTag' : 'splitTag')}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
