import type { components } from '@/lib/api/schema';
import type { ChartLook } from '../chart/look';
import { chosenOf, type Choice } from '../indicators/choices';

export type LayoutBody = components['schemas']['LayoutBody'];
export type LayoutChart = components['schemas']['LayoutChart'];
export type LayoutLinks = components['schemas']['LayoutLinks'];

export const mostCharts = 4;

/** One chart, with what was on it so far. */
export const plainBody = (symbol: string, look: ChartLook, choice: Choice): LayoutBody => ({
  charts: [{ symbol, interval: '1m', ...look, compare: [], ...indicatorsOf(choice) }],
  links: { symbol: true, interval: true, crosshair: true },
  panels: {},
});

const indicatorsOf = ({ indicators, benchmark }: Choice): Pick<LayoutChart, 'indicators' | 'benchmark'> => ({
  indicators: indicators.map(({ key, id, parameters, colors, hidden }) => ({
    key,
    indicator: id,
    parameters: { ...parameters },
    colors: [...colors],
    isHidden: hidden,
  })),
  benchmark,
});

/** The indicators of a chart as the chart knows them; what makes no sense is left out. */
export const choiceOf = ({ indicators, benchmark }: LayoutChart): Choice => ({
  indicators: indicators.flatMap(({ indicator, isHidden, ...one }) =>
    chosenOf({ ...one, id: indicator, hidden: isHidden }),
  ),
  benchmark: benchmark ?? null,
});

/** How a chart draws, without what it shows. */
export const lookOf = ({ type, scale, hidesAlerts, hidesSessions, adjust }: LayoutChart): ChartLook => ({
  type,
  scale,
  hidesAlerts,
  hidesSessions,
  adjust,
});

/** One chart of a layout otherwise. */
export const withChart = (body: LayoutBody, index: number, next: Partial<LayoutChart>): LayoutBody => ({
  ...body,
  charts: body.charts.map((chart, at) => (at === index ? { ...chart, ...next } : chart)),
});

export const withIndicators = (body: LayoutBody, index: number, choice: Choice): LayoutBody =>
  withChart(body, index, indicatorsOf(choice));

/** So many charts; new ones begin as the last one is. */
export function withCount(body: LayoutBody, count: number): LayoutBody {
  const last = body.charts.at(-1);
  if (!last || count < 1 || count > mostCharts) return body;
  const more = Array.from({ length: Math.max(0, count - body.charts.length) }, () => ({ ...last }));
  return { ...body, charts: [...body.charts.slice(0, count), ...more] };
}

const indicatorsOn = ({ charts }: LayoutBody) =>
  charts.reduce((count, { indicators }) => count + indicators.length, 0);

/** Something is gone that took work to make: a chart, or an indicator. */
export const isPoorer = (body: LayoutBody, before: LayoutBody): boolean =>
  body.charts.length < before.charts.length || indicatorsOn(body) < indicatorsOn(before);

export const withLink = (body: LayoutBody, what: keyof LayoutLinks): LayoutBody => ({
  ...body,
  links: { ...body.links, [what]: !body.links[what] },
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In an order of its own, without what is off or none anyway: what says the same is the same, whoever wrote it. */
const plainText = (body: unknown) =>
  JSON.stringify(body, (name, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : (value || value === 0) && !(name === 'adjust' && value === 'splits')
        ? value
        : undefined,
  );

export const isSame = (a: LayoutBody, b: LayoutBody) => a === b || plainText(a) === plainText(b);

/** What charts and panels take only as they are made. */
const madeOf = ({ charts, panels }: LayoutBody) =>
  plainText([panels, charts.map(({ indicators, benchmark }) => ({ indicators, benchmark }))]);

/** Whether it is shown only by charts that are made anew: what else differs they follow. */
export const isMadeAnew = (body: LayoutBody, before: LayoutBody) => madeOf(body) !== madeOf(before);

/** Whether something that was kept on the device is a body, as far as that is looked at. */
export const isBody = (kept: unknown): kept is LayoutBody =>
  isRecord(kept) &&
  isRecord(kept.links) &&
  isRecord(kept.panels) &&
  Array.isArray(kept.charts) &&
  kept.charts.length > 0 &&
  kept.charts.every(
    (chart) =>
      isRecord(chart) &&
      typeof chart.symbol === 'string' &&
      Array.isArray(chart.indicators) &&
      Array.isArray(chart.compare),
  );
