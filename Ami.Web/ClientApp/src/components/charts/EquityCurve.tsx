import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useFormats } from '@/lib/formats/useFormats';
import { createEquityChart, type CurvePoint } from './equityChart';
import classes from './EquityCurve.module.css';

type Props = {
  points: readonly CurvePoint[];
  /** Writes a value; the same function as long as it writes alike. */
  text: (value: number) => string;
  /** What the curve shows, in words. */
  label: string;
};

/** A value over time. */
export function EquityCurve({ points, text, label }: Props) {
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const canvas = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof createEquityChart> | null>(null);
  const shown = useRef(points);

  useEffect(() => {
    if (!canvas.current) return;
    chart.current = createEquityChart(canvas.current, formats, text);
    chart.current.recolor();
    chart.current.show(shown.current);
    return () => chart.current?.remove();
  }, [formats, text]);
  useEffect(() => chart.current?.recolor(), [scheme]);
  useEffect(() => {
    shown.current = points;
    chart.current?.show(points);
  }, [points]);

  return <div ref={canvas} className={classes.canvas} role="img" aria-label={label} />;
}
