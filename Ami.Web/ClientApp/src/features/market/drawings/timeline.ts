/** Where instants stand among the bars of a chart: by their place (the first is 0), also before the first and behind the last. */
export type Timeline = {
  /**
   * The place of an instant: that of the bar it falls into; between bars that are further apart than one interval, its share of the way; outside, as if bars went on.
   * `exact` goes between bars wherever the instant does.
   */
  place: (t: number, exact?: boolean) => number;
  /** The instant of a place, in whole milliseconds. */
  instant: (place: number) => number;
};

/** @param bars With opening instants in seconds, rising. @param step Seconds of one bar. */
export function createTimeline(bars: readonly { t: number }[], step: number): Timeline {
  const at = (index: number) => bars[index]?.t ?? 0;
  const last = bars.length - 1;

  /** The last bar that opened at or before `t`; there is one. */
  function barAt(t: number): number {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (at(middle) <= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    place(milliseconds, exact = false) {
      const t = milliseconds / 1000;
      const whole = exact ? (value: number) => value : Math.floor;
      if (last < 0) return whole(t / step);
      if (t < at(0)) return whole((t - at(0)) / step);
      if (t >= at(last)) return last + whole((t - at(last)) / step);
      const index = barAt(t);
      const length = at(index + 1) - at(index);
      const inside = t - at(index) < step;
      return index + (inside && !exact ? 0 : (t - at(index)) / length);
    },
    instant(place) {
      if (last < 0) return Math.round(place * step * 1000);
      if (place < 0) return Math.round((at(0) + place * step) * 1000);
      if (place >= last) return Math.round((at(last) + (place - last) * step) * 1000);
      const index = Math.floor(place);
      return Math.round((at(index) + (place - index) * (at(index + 1) - at(index))) * 1000);
    },
  };
}

const seconds: Record<string, number> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of an interval such as `15m`; of one that is not so written, what lies between the last two bars. */
export function stepOf(interval: string, bars: readonly { t: number }[]): number {
  const [, count, unit] = /^(\d+)([mhdw])$/.exec(interval) ?? [];
  const known = Number(count) * (seconds[unit ?? ''] ?? Number.NaN);
  if (known > 0) return known;
  const [before, last] = bars.slice(-2);
  return before && last ? last.t - before.t : 60;
}
