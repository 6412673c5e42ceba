import { intervals } from '../chart/intervals';
import { adjustments, chartTypes, priceScales } from '../chart/look';
import type { IndicatorInfo } from '../indicators/catalogue';
import { on, type Command, type Reason } from './command';
import type { ChartPart } from './desk';
import { helpKey } from './helpKey';

const drawn = ({ isDrawn }: ChartPart): Reason | null => (isDrawn ? null : 'table');

/** How far the arrows pan, in windows. */
const panned = (far: boolean) => (far ? 0.5 : 0.1);

export const viewCommands: readonly Command[] = [
  on('chart', 'view', 'view.panLeft', (chart, far) => chart.pan(-panned(far)), {
    keys: ['ArrowLeft', 'Shift+ArrowLeft'],
    blocked: drawn,
  }),
  on('chart', 'view', 'view.panRight', (chart, far) => chart.pan(panned(far)), {
    keys: ['ArrowRight', 'Shift+ArrowRight'],
    blocked: drawn,
  }),
  on('chart', 'view', 'view.zoomIn', (chart) => chart.zoom(0.8), { keys: ['+', '='], blocked: drawn }),
  on('chart', 'view', 'view.zoomOut', (chart) => chart.zoom(1.25), { keys: ['-'], blocked: drawn }),
  on('chart', 'view', 'view.oldest', (chart) => chart.toOldest(), { keys: ['Home'], blocked: drawn }),
  on('chart', 'view', 'view.latest', (chart) => chart.toLatest(), { keys: ['End'] }),
  on('chart', 'view', 'view.goTo', (chart) => chart.askDate(), { keys: ['G'] }),
  on('chart', 'view', 'view.compare', (chart) => chart.askOthers(), {
    keys: ['V'],
    blocked: ({ isReplay }) => (isReplay ? 'replaying' : null),
  }),
  on('chart', 'view', 'view.sessions', ({ look, setLook }) =>
    setLook({ ...look, hidesSessions: !look.hidesSessions }),
  ),
  on('chart', 'view', 'view.table', (chart) => chart.toggleTable(), { keys: ['T'] }),
  on('chart', 'view', 'view.full', (chart) => chart.toggleFull(), { keys: ['F'] }),
  on('chart', 'view', 'view.savePicture', (chart) => chart.savePicture(), { keys: ['P'], blocked: drawn }),
  on('chart', 'view', 'view.copyPicture', (chart) => chart.copyPicture(), { keys: ['C'], blocked: drawn }),
  on('chart', 'view', 'view.keys', (chart) => chart.showKeys(), { keys: [helpKey] }),
];

export const intervalCommands: readonly Command[] = [
  ...intervals.map((interval, index) =>
    on('chart', 'interval', `interval.${interval}`, (chart) => chart.setInterval(interval), {
      keys: [String(index + 1)],
      of: { what: 'interval', name: interval },
      blocked: (chart) => (chart.intervals.includes(interval) ? null : 'noBars'),
    }),
  ),
  on('chart', 'interval', 'interval.minutes', (chart) => chart.askMinutes(), {
    keys: ['M'],
    blocked: (chart) => (chart.hasMinutes ? null : 'noBars'),
  }),
];

export const lookCommands: readonly Command[] = [
  ...chartTypes.map((type) =>
    on('chart', 'type', `type.${type}`, (chart) => chart.setLook({ ...chart.look, type }), {
      of: { what: 'type', name: type },
    }),
  ),
  ...priceScales.map((scale) =>
    on('chart', 'scale', `scale.${scale}`, (chart) => chart.setLook({ ...chart.look, scale }), {
      of: { what: 'scale', name: scale },
      blocked: ({ compares }) => (compares ? 'comparing' : null),
    }),
  ),
  ...adjustments.map((adjust) =>
    on('chart', 'adjust', `adjust.${adjust}`, (chart) => chart.setLook({ ...chart.look, adjust }), {
      of: { what: 'adjust', name: adjust },
    }),
  ),
];

const indicatorList = on('chart', 'indicators', 'indicators.list', (chart) => chart.showIndicators(), {
  keys: ['I'],
});

/** The list of indicators, and each of the catalogue. */
export const indicatorCommands = (catalogue: readonly IndicatorInfo[]): Command[] => [
  indicatorList,
  ...catalogue.map((info) =>
    on('chart', 'indicators', `indicator.${info.id}`, (chart) => chart.addIndicator(info.id), {
      of: { what: 'indicator', name: info.name },
      blocked: (chart) => (chart.isFull ? 'manyIndicators' : null),
    }),
  ),
];
