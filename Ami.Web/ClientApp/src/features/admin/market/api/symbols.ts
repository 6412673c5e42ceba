import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';
import { showJob } from '@/lib/longJobs/longJobs';

export type ManagedSymbol = components['schemas']['ManagedSymbol'];
export type ManagedTerms = components['schemas']['ManagedTerms'];
export type SymbolDetails = components['schemas']['ManagedSymbolDetails'];
export type Source = ManagedSymbol['source'];
export type Calendar = components['schemas']['CalendarView'];
export type TradingCalendar = components['schemas']['TradingCalendar'];

export const sources = ['simulated', 'imported', 'binance', 'polygon'] as const;
export const assetClasses = ['crypto', 'fx', 'commodity', 'index', 'equity'] as const;

/** One key for all: what is changed of a symbol stands in the list, too. */
export const symbolsKey = ['admin', 'symbols'] as const;
export const calendarsKey = ['admin', 'calendars'] as const;

export const loadSymbols = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/market/symbols', { params: { query: { ...query, cursor } }, signal }));

export function useSymbol(symbol: string) {
  return useQuery({
    queryKey: [...symbolsKey, 'one', symbol],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/admin/market/symbols/{symbol}', { params: { path: { symbol } }, signal })),
  });
}

export const changeTerms = (symbol: string, terms: ManagedTerms, version: number) =>
  unwrap(
    api.PUT('/api/admin/market/symbols/{symbol}/terms', {
      params: { path: { symbol } },
      body: { terms, version },
    }),
  );

export const pauseSymbol = (row: ManagedSymbol, paused: boolean) =>
  unwrap(
    api.PUT('/api/admin/market/symbols/{symbol}/pause', {
      params: { path: { symbol: row.symbol } },
      body: { paused, version: row.version },
    }),
  );

export const switchSource = (row: ManagedSymbol, source: Source) =>
  unwrap(
    api.PUT('/api/admin/market/symbols/{symbol}/source', {
      params: { path: { symbol: row.symbol } },
      body: { source, version: row.version },
    }),
  );

/** What a market buy costs by terms that are not stored; the ones before while the next are worked out. */
export function useTermsPreview(symbol: string, terms: ManagedTerms | null, quantity: number | null) {
  return useQuery({
    queryKey: [...symbolsKey, 'preview', symbol, terms, quantity],
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/admin/market/symbols/{symbol}/preview', {
          params: { path: { symbol } },
          body: { terms: terms as ManagedTerms, quantity: quantity ?? 0 },
          signal,
        }),
      ),
    enabled: terms !== null && quantity !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useCalendars() {
  return useQuery({
    queryKey: calendarsKey,
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/market/calendars', { signal })),
  });
}

export const putCalendar = ({ code, ...rest }: TradingCalendar, version: number) =>
  unwrap(
    api.PUT('/api/admin/market/calendars/{code}', {
      params: { path: { code } },
      body: { ...rest, version },
    }),
  );

export const deleteCalendar = (code: string, version: number) =>
  unwrap(
    api.DELETE('/api/admin/market/calendars/{code}', { params: { path: { code }, query: { version } } }),
  );

export type BackfillTerms = components['schemas']['BackfillTerms'];

/** Starts a back-fill; a repeat after a lost answer starts nothing twice. */
export function useStartBackfill() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: BackfillTerms) =>
      attempt.run(body, (key) =>
        unwrap(
          api.POST('/api/admin/market/backfills', { params: { header: { 'Idempotency-Key': key } }, body }),
        ),
      ),
    onSuccess: (job) => showJob(client, job),
  });
}

export function useBackfilled(id: string) {
  return useQuery({
    queryKey: ['admin', 'backfills', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/admin/market/backfills/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });
}
