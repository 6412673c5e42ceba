import type { MarketMessage } from '@/lib/live/messages';
import type { ReplayStep } from './api';

/** What a step brings, as a stream would tell it: the bars, the values over them, and the clock. */
export function messagesOf(symbol: string, interval: string, step: ReplayStep): MarketMessage[] {
  const { bars, indicators } = step;
  const of = { symbol, interval };
  const at = (column: readonly number[], i: number) => column[i] ?? 0;
  return [
    ...bars.t.map((t, i): MarketMessage => {
      const [o, h, l, c, v] = [at(bars.o, i), at(bars.h, i), at(bars.l, i), at(bars.c, i), at(bars.v, i)];
      const closed = i < bars.t.length - 1 || !bars.forming;
      return { type: 'candle', ...of, t, o, h, l, c, v, closed };
    }),
    ...(indicators?.t ?? []).map((t, i): MarketMessage => {
      const values = indicators?.series.map(({ outputs }) => outputs.map((output) => output[i] ?? null));
      return { type: 'indicators', ...of, t, values: values ?? [], closed: true };
    }),
    { type: 'status', state: 'replay', since: Date.parse(step.clock), symbol },
  ];
}
