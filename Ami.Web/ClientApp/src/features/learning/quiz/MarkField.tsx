import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Chart } from '../api/quizzes';
import { scaleOf, type Spot } from '../domain/chartScale';
import { CandleChart } from './CandleChart';
import classes from './Chart.module.css';
import { ChartFigure } from './ChartFigure';
import type { FieldProps } from './field';

const farther = 5;

/** Which way the arrows move the cross: bars, prices. */
const arrows: Partial<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

type Props = FieldProps & { chart: Chart };

/** A chart of which a bar and price is marked: by pointer, or with the arrows and Enter. */
export function MarkField({ question, chart, isFixed, onAnswer }: Props) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const id = useId();
  const [cross, setCross] = useState<Spot | null>(null);
  // What a pointer passes over is not read out.
  const [isKeyed, setKeyed] = useState(false);
  const { answer, result } = question;
  const mark = answer?.bar != null && answer.price != null ? { bar: answer.bar, price: answer.price } : null;
  // Its size does not matter: it moves over bars and prices.
  const scale = scaleOf(chart, 600, 300);
  const at = (spot: Spot) => ({
    bar: spot.bar + 1,
    count: chart.bars.length,
    price: formats.price(spot.price, chart.digits),
  });
  const put = (spot: Spot) => onAnswer({ bar: spot.bar, price: spot.price });

  function onKeyDown(event: KeyboardEvent) {
    const by = arrows[event.key];
    const from = cross ?? mark ?? scale.start;
    if (event.key === 'Enter') put(from);
    else if (by) {
      setKeyed(true);
      setCross(
        scale.moved(from, by[0] * (event.shiftKey ? farther : 1), by[1] * (event.shiftKey ? farther : 1)),
      );
    } else return;
    event.preventDefault();
  }

  const drawing = (
    <CandleChart
      chart={chart}
      mark={mark}
      cross={isFixed ? null : cross}
      regions={result?.solution.regions ?? undefined}
      onPoint={
        isFixed
          ? undefined
          : (spot, isDone) => {
              setKeyed(false);
              setCross(spot);
              if (isDone) put(spot);
            }
      }
    />
  );
  return (
    <ChartFigure chart={chart}>
      {isFixed ? (
        drawing
      ) : (
        <>
          <p className={classes.hint} id={id}>
            {t('field.markHint')}
          </p>
          <div
            className={classes.field}
            role="application"
            aria-label={t('field.markChart')}
            aria-describedby={id}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onFocus={() => setCross((before) => before ?? mark ?? scale.start)}
          >
            {drawing}
          </div>
          <p className={classes.spot} aria-live={isKeyed ? 'polite' : 'off'}>
            {cross && t('field.markAt', at(cross))}
          </p>
        </>
      )}
      {mark && (
        <p className={classes.spot} role="status">
          {t(isFixed ? 'result.yourMark' : 'field.marked', at(mark))}
        </p>
      )}
    </ChartFigure>
  );
}
