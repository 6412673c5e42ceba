import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import { createLineLayer, type LineLayer } from './lineLayer';
import classes from './LineOverlay.module.css';
import type { ChartLine, TradeMark } from './lines';
import { MovableTag } from './MovableTag';
import './texts';

type Props = {
  chart: Slot<CandleChart>;
  source: BarSource;
  lines: readonly ChartLine[];
  marks: readonly TradeMark[];
  digits: number;
};

function Tag({ layer, line }: { layer: LineLayer; line: ChartLine }) {
  const tag = useRef<HTMLDivElement>(null);
  const { id } = line;
  useEffect(() => (tag.current ? layer.tag(id, tag.current) : undefined), [layer, id]);
  return (
    <div ref={tag} className={classes.tag} data-tone={line.tone}>
      <span>{line.label}</span>
      {line.more}
    </div>
  );
}

/** Price levels on a chart, those that can be moved with a handle, and where was traded. */
export function LineOverlay({ chart, source, lines, marks, digits }: Props) {
  const { t } = useTranslation('market');
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
    <div ref={root} className={classes.layer} role="group" aria-label={t('lines.all')}>
      {layer &&
        lines.map((line) =>
          line.move ? (
            <MovableTag key={line.id} layer={layer} line={line} move={line.move} digits={digits} />
          ) : (
            line.more !== undefined && <Tag key={line.id} layer={layer} line={line} />
          ),
        )}
    </div>
  );
}
