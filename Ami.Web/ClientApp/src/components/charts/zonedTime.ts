import {
  createChartEx,
  defaultHorzScaleBehavior,
  type DeepPartial,
  type IChartApiBase,
  TickMarkType,
  type IHorzScaleBehavior,
  type Time,
  type TimeChartOptions,
  type TimeScalePoint,
} from 'lightweight-charts';

const daySeconds = 86_400;

/** Seconds to add to UTC for the wall clock of a zone. Asked for once a day of history, twice where the clocks change. */
export function zoneOffsets(timeZone: string): (t: number) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const exact = (t: number) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(t * 1000)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(t);
  };
  const starts = new Map<number, number>();
  const atDay = (day: number) => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const offset = exact(day * daySeconds);
    starts.set(day, offset);
    return offset;
  };
  return (t) => {
    const day = Math.floor(t / daySeconds);
    const offset = atDay(day);
    return offset === atDay(day + 1) ? offset : exact(t);
  };
}

/** How much a tick mark matters, by the largest unit of wall-clock time that changed since the bar before. */
export function tickWeight(before: number, now: number): number {
  const [a, b] = [new Date(before * 1000), new Date(now * 1000)];
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return 70;
  if (a.getUTCMonth() !== b.getUTCMonth()) return 60;
  if (Math.floor(before / daySeconds) !== Math.floor(now / daySeconds)) return 50;
  const steps: readonly [number, number][] = [
    [12 * 3600, 33],
    [6 * 3600, 32],
    [3 * 3600, 31],
    [3600, 30],
    [1800, 22],
    [300, 21],
    [60, 20],
  ];
  return steps.find(([seconds]) => Math.floor(before / seconds) !== Math.floor(now / seconds))?.[1] ?? 0;
}

/** The library's time scale, with days and hours beginning where they do for the person and not in UTC. */
function zonedTimeScale(timeZone: string): IHorzScaleBehavior<Time> {
  const Base = defaultHorzScaleBehavior();
  const offset = zoneOffsets(timeZone);
  class ZonedTimeScale extends Base {
    override fillWeightsForPoints(points: readonly TimeScalePoint[], startIndex: number) {
      const wall = (index: number) => {
        const point = points[index];
        const t = point ? Number(this.key(point.time)) : 0;
        return t + offset(t);
      };
      for (let index = startIndex; index < points.length; index++) {
        const now = wall(index);
        const before = index > 0 ? wall(index - 1) : now - Math.max(1, wall(1) - now);
        Object.assign(points[index] ?? {}, { timeWeight: tickWeight(before, now) });
      }
    }
  }
  return new ZonedTimeScale();
}

const labels: Record<TickMarkType, Intl.DateTimeFormatOptions> = {
  [TickMarkType.Year]: { year: 'numeric' },
  [TickMarkType.Month]: { month: 'short' },
  [TickMarkType.DayOfMonth]: { day: 'numeric', month: 'short' },
  [TickMarkType.Time]: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  [TickMarkType.TimeWithSeconds]: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

export const tickLabelOptions = (type: TickMarkType) => labels[type];

/** A chart whose time axis speaks the wall clock of `timeZone`. */
export function createZonedChart(
  element: HTMLElement,
  timeZone: string,
  options: DeepPartial<TimeChartOptions>,
): IChartApiBase<Time> {
  return createChartEx<Time, IHorzScaleBehavior<Time>>(element, zonedTimeScale(timeZone), options);
}
