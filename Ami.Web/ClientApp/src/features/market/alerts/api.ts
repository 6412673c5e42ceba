import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import './texts';

type Schemas = components['schemas'];

export type Alert = Schemas['AlertView'];
export type AlertRepeat = Schemas['AlertRepeat'];
export type KeepAlert = Schemas['KeepAlertRequest'];
export type PreviewAlert = Schemas['PreviewAlertRequest'];

// What fires meanwhile is told at once by a notification; the list follows.
const refreshEvery = 20_000;

export const alertsQuery = queryOptions({
  queryKey: ['market', 'alerts'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/trading/alerts', { signal })),
  refetchInterval: refreshEvery,
});

export const firingsQuery = queryOptions({
  queryKey: ['market', 'alerts', 'firings'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/alerts/firings', { signal }))).items,
  refetchInterval: refreshEvery,
});

export const useAlerts = () => useQuery(alertsQuery);
export const useFirings = () => useQuery(firingsQuery);

/** How often a condition would have come true; asked when there is one. */
export const usePreview = (asked: PreviewAlert | null) =>
  useQuery({
    queryKey: ['market', 'alert-preview', asked],
    queryFn: ({ signal }) =>
      asked ? unwrap(api.POST('/api/trading/alerts/preview', { body: asked, signal })) : null,
    enabled: asked !== null,
    retry: false,
  });

export const bodyOf = ({
  version,
  name,
  symbol,
  watchlistId,
  interval,
  rule,
  form,
  drawingId,
  margin,
  repeat,
  expiresAt,
  mail,
  webhook,
  enabled,
}: Alert): KeepAlert => ({
  version,
  name,
  symbol,
  watchlistId,
  interval,
  rule,
  form,
  drawingId,
  margin,
  repeat,
  expiresAt,
  mail,
  webhook,
  enabled,
});

/** Makes and changes alerts; what is there is read again, whatever becomes of it. */
export function useKeepAlert() {
  const { t } = useTranslation('alerts');
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: KeepAlert }) =>
      unwrap(api.PUT('/api/trading/alerts/{id}', { params: { path: { id } }, body })),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'market.alert_changed')
        toast(t('changedElsewhere'), { tone: 'error' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  });
}

export const deleteAlert = ({ id, version }: Alert) =>
  unwrap(api.DELETE('/api/trading/alerts/{id}', { params: { path: { id }, query: { version } } }));

export const makeSecret = () => unwrap(api.POST('/api/trading/alerts/secret'));
