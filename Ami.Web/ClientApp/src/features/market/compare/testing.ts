import type { Bar } from '../chart/bars';
import type { Call } from '@/testing/server';

const minute = 60;

/** Chart answers of a symbol with a bar for every minute up to `newest`, but those that are missing; closes grow from bar to bar. */
export function minutesUntil(
  newest: number,
  { since = 0, has = () => true }: { since?: number; has?: (t: number) => boolean } = {},
) {
  return ({ query }: Pick<Call, 'query'>) => {
    const instant = (name: string, otherwise: number) =>
      query.get(name) ? Date.parse(query.get(name) ?? '') / 1000 : otherwise;
    const limit = Number(query.get('limit'));
    const from = Math.max(since, instant('from', 0));
    const t: number[] = [];
    let at = Math.min(newest, instant('to', newest + minute) - minute);
    for (; at >= from && t.length < limit; at -= minute) if (has(at)) t.unshift(at);
    const closes = t.map((each) => each / minute);
    const hasMore = at >= Math.max(since, 0) && t.length > 0;
    return {
      status: 200,
      body: {
        t,
        o: closes,
        h: closes,
        l: closes,
        c: closes,
        v: closes,
        forming: t.at(-1) === newest,
        hasMore,
        nextTo: hasMore ? new Date((t[0] ?? 0) * 1000).toISOString() : null,
      },
    };
  };
}

/** A bar whose prices are all the same. */
export const flat = (t: number, c: number): Bar => ({ t, o: c, h: c, l: c, c, v: 1 });
