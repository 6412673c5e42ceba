import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { useErrorText } from '@/lib/i18n/useErrorText';
import './texts';

export type Watchlist = components['schemas']['WatchlistView'];

export const watchlistsQuery = queryOptions({
  queryKey: ['market', 'watchlists'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/watchlists', { signal }))).items,
});

/** @param isNeeded Whether they are shown. */
export const useWatchlists = (isNeeded = true) => useQuery({ ...watchlistsQuery, enabled: isNeeded });

/** Changes lists: shown at once, and as they were again when the server refuses. One change at a time, so that each knows the version before it. */
export function useKeepWatchlist() {
  const { t } = useTranslation('watchlist');
  const client = useQueryClient();
  const errorText = useErrorText();
  const { queryKey } = watchlistsQuery;
  const show = (list: Watchlist) =>
    client.setQueryData(queryKey, (old: Watchlist[] | undefined) =>
      [...(old ?? []).filter(({ id }) => id !== list.id), list].sort((a, b) => a.name.localeCompare(b.name)),
    );
  return useMutation({
    scope: { id: 'watchlists' },
    mutationFn: async (list: Watchlist) => {
      const seen = client.getQueryData(queryKey)?.find(({ id }) => id === list.id);
      const kept = await unwrap(
        api.PUT('/api/trading/watchlists/{id}', {
          params: { path: { id: list.id } },
          body: { version: seen?.version ?? 0, name: list.name, items: list.items },
        }),
      );
      // What was changed since is newer; it is sent next, to the version that is there now.
      client.setQueryData(queryKey, (old) =>
        old?.map((one) => (one.id === kept.id ? { ...one, version: kept.version } : one)),
      );
      return kept;
    },
    onMutate: async (list) => {
      await client.cancelQueries({ queryKey });
      show(list);
    },
    onError: async (error) => {
      toast(
        error instanceof ApiError && error.code === 'market.watchlist_changed'
          ? t('changedElsewhere')
          : errorText(error),
        { tone: 'error' },
      );
      await client.invalidateQueries({ queryKey });
    },
  });
}

export const deleteWatchlist = ({ id, version }: Watchlist) =>
  unwrap(api.DELETE('/api/trading/watchlists/{id}', { params: { path: { id }, query: { version } } }));
