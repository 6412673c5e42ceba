import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useSearchParams } from 'react-router';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { useFlags } from '@/lib/flags/useFlags';
import { storage } from '@/lib/storage';
import { paperKey } from './keys';

export type Overview = components['schemas']['PaperOverview'];

export const accountStorageKey = 'ami.account';
export const overviewKey = [...paperKey, 'overview'] as const;

/** The account of a part of the page that is about one alone, as a replay is about its own. */
export const OnlyAccountContext = createContext<string | null>(null);

const refreshMs = 60_000;

async function read(wanted: string | undefined, signal: AbortSignal): Promise<Overview> {
  const ask = (accountId?: string) =>
    unwrap(api.GET('/api/trading/paper/overview', { params: { query: { accountId } }, signal }));
  try {
    return await ask(wanted);
  } catch (error) {
    // Remembered on this device by somebody else, or from a link of theirs: their own first account then.
    const unknown = error instanceof ApiError && (error.status === 404 || error.status === 400);
    if (wanted === undefined || !unknown) throw error;
    return ask();
  }
}

const all = (overview: Overview) => overview;

/**
 * The one account that the page is about, else that in the address, else the one used last on this device, else the first; with all that pages show of it. Everything on screen
 * shares this one call, so that even the smallest plan's calls a minute are enough to trade.
 */
export function useOverview<T = Overview>(select: (overview: Overview) => T = all as (o: Overview) => T) {
  const [params] = useSearchParams();
  const only = useContext(OnlyAccountContext);
  const wanted = only ?? params.get('account') ?? storage.get(accountStorageKey) ?? undefined;
  return useQuery({
    queryKey: [...overviewKey, wanted],
    queryFn: ({ signal }) => read(wanted, signal),
    select,
    enabled: useFlags()('module.paper-trading') === true,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}
