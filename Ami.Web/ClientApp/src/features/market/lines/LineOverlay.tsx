import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import { createLineLayer, type LineLayer } from './lineLayer';
import classes from './LineOverlay.module.css';
import { isTagged, type ChartLine, type TradeMark } from './lines';
import { LineTag, LineWords } from './LineTag';
import { MovableTag } from './MovableTag';

type Props = {
  chart: Slot<CandleChart>;
  source: BarSource;
  lines: readonly ChartLine[];
  marks?: readonly TradeMark[];
  digits: number;
  /** What they are. */
  label: string;
};

const noMarks: readonly TradeMark[] = [];

/** Price levels on a chart, those that can be moved with a handle, and where was traded. */
export function LineOverlay({ chart, source, lines, marks = noMarks, digits, label }: Props) {
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const scheme = useComputedColorScheme('light');
  const root = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<LineLayer | null>(null);

  useEffect(() => {
    if (!held || !root.current) return;
    const made = createLineLayer(held, source, root.current);
    setLayer(made);
    return () => {
      made.stop();
      setLayer(null);
    };
  }, [held, source]);

  useEffect(() => layer?.recolor(), [layer, scheme]);
  useEffect(() => layer?.show(lines, marks), [layer, lines, marks]);

  return (
    <div ref={root} className={classes.layer} role="group" aria-label={label}>
      {layer &&
        lines.map((line) =>
          line.move ? (
            <MovableTag key={line.id} layer={layer} line={line} move={line.move} digits={digits} />
          ) : (
            isTagged(line) && (
              <LineTag key={line.id} layer={layer} line={line}>
                <div className={classes.words}>
                  <LineWords line={line} />
                </div>
              </LineTag>
            )
          ),
        )}
    </div>
  );
}
