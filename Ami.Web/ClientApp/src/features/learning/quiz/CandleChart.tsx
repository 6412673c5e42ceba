import { useElementSize } from '@mantine/hooks';
import type { PointerEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Chart, Solution } from '../api/quizzes';
import { scaleOf, type Spot } from '../domain/chartScale';
import classes from './Chart.module.css';
import { useQuizWords } from './useQuizWords';

const height = 260;
const usualWidth = 640;

/** What is drawn when the page is made, before its width is known. */
const widthOf = (measured: number) => (measured > 0 ? measured : usualWidth);

type Props = {
  chart: Chart;
  /** Where is right. */
  regions?: Solution['regions'];
  /** What was marked. */
  mark?: Spot | null;
  /** Where the cross stands, of whoever is about to mark. */
  cross?: Spot | null;
  onPoint?: (spot: Spot, isDone: boolean) => void;
};

function Candles({ chart, scale }: { chart: Chart; scale: ReturnType<typeof scaleOf> }) {
  const body = Math.max(1, scale.slot * 0.64);
  return chart.bars.map(([open = 0, high = 0, low = 0, close = 0], bar) => {
    const x = scale.x(bar);
    const [from, to] = [scale.y(Math.max(open, close)), scale.y(Math.min(open, close))];
    return (
      <g key={bar} className={close >= open ? classes.up : classes.down}>
        <line x1={x} x2={x} y1={scale.y(high)} y2={scale.y(low)} />
        <rect x={x - body / 2} y={from} width={body} height={Math.max(1, to - from)} />
      </g>
    );
  });
}

function Cross({
  scale,
  spot,
  width,
  text,
}: {
  scale: ReturnType<typeof scaleOf>;
  spot: Spot;
  width: number;
  text: string;
}) {
  const [x, y] = [scale.x(spot.bar), scale.y(spot.price)];
  return (
    <g className={classes.cross}>
      <line x1={x} x2={x} y1={0} y2={height} />
      <line x1={0} x2={scale.right} y1={y} y2={y} />
      <rect x={scale.right} y={y - 9} width={width - scale.right} height={18} />
      <text x={scale.right + 4} y={y + 4}>
        {text}
      </text>
    </g>
  );
}

/** The bars of a question, drawn small: no zoom and no history, so none of the large chart's code. */
export function CandleChart({ chart, regions, mark, cross, onPoint }: Props) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const words = useQuizWords();
  const { ref, width: measured } = useElementSize();
  const width = widthOf(measured);
  const scale = scaleOf(chart, width, height);
  const price = (value: number) => formats.price(value, chart.digits);
  const point = (isDone: boolean) => (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint?.(scale.spotAt(event.clientX - box.left, event.clientY - box.top), isDone);
  };
  return (
    <div ref={ref as Ref<HTMLDivElement>} className={classes.drawing}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('chart.name', {
          count: chart.bars.length,
          interval: chart.interval,
          first: price(chart.bars[0]?.[0] ?? 0),
          last: price(chart.bars.at(-1)?.[3] ?? 0),
          low: price(Math.min(...chart.bars.map((bar) => bar[2] ?? 0))),
          high: price(Math.max(...chart.bars.map((bar) => bar[1] ?? 0))),
        })}
        onPointerMove={onPoint && point(false)}
        onPointerUp={onPoint && point(true)}
      >
        {scale.grid.map((value) => (
          <g key={value} className={classes.grid}>
            <line x1={0} x2={scale.right} y1={scale.y(value)} y2={scale.y(value)} />
            <text x={scale.right + 4} y={scale.y(value) + 4}>
              {price(value)}
            </text>
          </g>
        ))}
        {regions?.map(({ fromBar, toBar, low, high }) => (
          <rect
            key={`${fromBar}-${low}`}
            className={classes.region}
            x={scale.x(fromBar) - scale.slot / 2}
            width={scale.slot * (toBar - fromBar + 1)}
            y={scale.y(high)}
            height={Math.max(4, scale.y(low) - scale.y(high))}
          />
        ))}
        <Candles chart={chart} scale={scale} />
        {chart.levels.map((level) => (
          <g key={level.price} className={classes.level}>
            <line x1={0} x2={scale.right} y1={scale.y(level.price)} y2={scale.y(level.price)} />
            <text x={4} y={scale.y(level.price) + (scale.y(level.price) < 20 ? 13 : -5)}>
              {words.say(level.label)} {price(level.price)}
            </text>
          </g>
        ))}
        {cross && <Cross scale={scale} spot={cross} width={width} text={price(cross.price)} />}
        {mark && (
          <g className={classes.mark}>
            <circle cx={scale.x(mark.bar)} cy={scale.y(mark.price)} r={7} />
            <circle cx={scale.x(mark.bar)} cy={scale.y(mark.price)} r={1.5} />
          </g>
        )}
      </svg>
    </div>
  );
}
