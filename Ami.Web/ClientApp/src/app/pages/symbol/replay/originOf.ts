import { secondsOf } from '@/features/market/chart/intervals';
import type { Origin } from '@/features/market/chart/origin';
import type { Player } from '@/features/paper-trading/replay/player';
import { api, unwrap } from '@/lib/api/client';

/** The bars of a replay for the charts: none of later than its clock, and each step as a stream tells it. */
export function originOf(id: string, player: Player): Origin {
  return {
    key: `replay ${id}`,
    now: () => player.state.clock,
    readChart: (_, interval, query, signal) =>
      player.read(async () => {
        const chart = await unwrap(
          api.GET('/api/trading/paper/replays/{id}/chart', {
            params: { path: { id }, query: { interval, ...query } },
            signal,
          }),
        );
        player.saw(interval, chart.t.at(-1));
        return chart;
      }),
    readValues: (_, interval, query, signal) =>
      player.read(() =>
        unwrap(
          api.GET('/api/trading/paper/replays/{id}/indicators', {
            params: { path: { id }, query: { interval, ...query } },
            signal,
          }),
        ),
      ),
    follow: ({ interval, also, onMessage, onState }) =>
      player.follow({ interval, seconds: secondsOf(interval), also, onMessage, onState }),
  };
}
