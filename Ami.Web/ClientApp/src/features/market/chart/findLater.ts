import type { components } from '@/lib/api/schema';
import { barsOf, type Bar } from './bars';

export type ReadBars = (
  to: string | undefined,
  limit: number,
  from?: string,
) => Promise<components['schemas']['ChartResponse']>;

/** As many as the server gives at once, a little less. */
const most = 4_800;

/** So many spans without a bar are no pause of a market any more. */
const mostSpans = 40;

const iso = (t: number) => new Date(t * 1000).toISOString();

/**
 * The bars behind a bar. The server reads from the newest back, so spans are asked for that hold no more than it gives, wider ones where a market was closed; null
 * when nothing is found for long.
 */
export async function findLater(
  read: ReadBars,
  last: number,
  seconds: number,
  count: number,
  now: () => number = Date.now,
): Promise<{ bars: Bar[]; isNewest: boolean; forming: boolean } | null> {
  let from = last;
  let span = count;
  for (let spans = 0; spans < mostSpans; spans++) {
    const to = from + span * seconds;
    const isNewest = to * 1000 >= now();
    const chart = await read(isNewest ? undefined : iso(to), most + 200, iso(from));
    const bars = barsOf(chart).filter(({ t }) => t > last);
    if (bars.length > 0 || isNewest) return { bars, isNewest, forming: isNewest && chart.forming };
    [from, span] = [to, most];
  }
  return null;
}
