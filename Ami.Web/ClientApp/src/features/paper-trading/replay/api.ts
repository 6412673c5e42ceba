import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';
import { paperKey } from '../api/keys';
import '../texts/errors';

type Schemas = components['schemas'];

export type Replay = Schemas['ReplayView'];
export type ReplayStep = Schemas['ReplayStep'];
export type AdvanceRequest = Schemas['AdvanceReplayRequest'];

export const replaysQuery = queryOptions({
  queryKey: [...paperKey, 'replays'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/paper/replays', { signal }))).items,
});

export const readReplay = (id: string, signal?: AbortSignal): Promise<Replay> =>
  unwrap(api.GET('/api/trading/paper/replays/{id}', { params: { path: { id } }, signal }));

/** Moves the clock; the same step twice moves it once. */
export const advanceReplay = (id: string, body: AdvanceRequest): Promise<ReplayStep> =>
  unwrap(api.POST('/api/trading/paper/replays/{id}/advance', { params: { path: { id } }, body }));

/** Cancels what is ordered and closes what is held; the account can still be read. */
export const endReplay = (id: string): Promise<Replay> =>
  unwrap(api.POST('/api/trading/paper/replays/{id}/end', { params: { path: { id } } }));

export function useStartReplay() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: Schemas['OpenReplayRequest']) =>
      attempt.run(body, (key) =>
        unwrap(
          api.POST('/api/trading/paper/replays', { body, params: { header: { 'Idempotency-Key': key } } }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
