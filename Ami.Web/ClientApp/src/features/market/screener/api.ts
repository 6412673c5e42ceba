import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { useErrorText } from '@/lib/i18n/useErrorText';
import './texts';

export type ScreenBody = components['schemas']['ScreenBody'];
export type Screen = components['schemas']['ScreenView'];
export type Scan = components['schemas']['ScanResponse'];
export type ScanRow = components['schemas']['ScanRow'];
export type ScanGapReason = components['schemas']['ScanGapReason'];

/** Bars have come by then, and not everybody asks at the same moment. */
const afterCloseMs = 4_000;
const spreadMs = 4_000;

/** When to scan again for the next bar; false when none comes. */
export function untilNextScan(nextClose: string | null, now: number, spread: number): number | false {
  if (nextClose === null) return false;
  return Math.max(1_000, Date.parse(nextClose) - now) + afterCloseMs + spread;
}

/** A scan, kept until it is asked for again; with `auto` also when a bar has closed, while somebody looks. */
export function useScan(body: ScreenBody | null, auto: boolean, random = Math.random) {
  return useQuery({
    queryKey: [
      'market',
      'scan',
      body?.interval,
      body?.rule,
      body?.columns.map((one) => one.formula),
      body?.watchlist,
    ],
    queryFn: ({ signal }) => {
      const { interval, rule, columns, watchlist } = body ?? { interval: '1d', columns: [] };
      return unwrap(
        api.POST('/api/trading/screener/scan', { body: { interval, rule, columns, watchlist }, signal }),
      );
    },
    enabled: body !== null,
    staleTime: Infinity,
    refetchInterval: ({ state }) =>
      auto && state.data ? untilNextScan(state.data.nextClose, Date.now(), random() * spreadMs) : false,
  });
}

export const screensQuery = queryOptions({
  queryKey: ['market', 'screens'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/screens', { signal }))).items,
});

export const useScreens = () => useQuery(screensQuery);

const byName = (a: Screen, b: Screen) => a.name.localeCompare(b.name);

/** Keeps and deletes screens, one change after the other, so that each knows the version before it. */
export function useKeepScreens() {
  const { t } = useTranslation('screener');
  const client = useQueryClient();
  const errorText = useErrorText();
  const { queryKey } = screensQuery;
  async function trouble(error: unknown) {
    const isOld = error instanceof ApiError && error.code === 'market.screen_changed';
    toast(isOld ? t('screens.changedElsewhere') : errorText(error), { tone: 'error' });
    await client.invalidateQueries({ queryKey });
  }
  const keep = useMutation({
    scope: { id: 'screens' },
    mutationFn: ({ id, name, body }: Pick<Screen, 'id' | 'name' | 'body'>) => {
      const seen = client.getQueryData(queryKey)?.find((one) => one.id === id);
      return unwrap(
        api.PUT('/api/trading/screens/{id}', {
          params: { path: { id } },
          body: { version: seen?.version ?? 0, name, body },
        }),
      );
    },
    onSuccess: (kept) =>
      client.setQueryData(queryKey, (old) =>
        [...(old ?? []).filter(({ id }) => id !== kept.id), kept].sort(byName),
      ),
    onError: trouble,
  });
  const remove = useMutation({
    scope: { id: 'screens' },
    mutationFn: ({ id, version }: Screen) =>
      unwrap(api.DELETE('/api/trading/screens/{id}', { params: { path: { id }, query: { version } } })),
    onSuccess: (_, { id }) => client.setQueryData(queryKey, (old) => old?.filter((one) => one.id !== id)),
    onError: trouble,
  });
  return { keep, remove };
}
