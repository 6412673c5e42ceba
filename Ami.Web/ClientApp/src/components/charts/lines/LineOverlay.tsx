import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { createLineLayer, type LineLayer, type Painted, type Places } from './lineLayer';
import classes from './LineOverlay.module.css';
import { isTagged, type ChartLine, type TradeMark } from './lines';
import { LineTag, LineWords } from './LineTag';
import { MovableTag } from './MovableTag';

type Props = {
  /** The chart while there is one. */
  chart: Painted | null;
  lines: readonly ChartLine[];
  marks?: readonly TradeMark[];
  /** Needed for marks; the same function as long as it answers alike. */
  places?: Places;
  digits: number;
  /** What they are. */
  label: string;
};

const noMarks: readonly TradeMark[] = [];
const noPlaces: Places = () => ({ place: () => 0, instant: () => 0 });

/** Price levels on a chart, those that can be moved with a handle, and where was traded. */
export function LineOverlay({ chart, lines, marks = noMarks, places = noPlaces, digits, label }: Props) {
  const scheme = useComputedColorScheme('light');
  const root = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<LineLayer | null>(null);

  useEffect(() => {
    if (!chart || !root.current) return;
    const made = createLineLayer(chart, places, root.current);
    setLayer(made);
    return () => {
      made.stop();
      setLayer(null);
    };
  }, [chart, places]);

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
