import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, unwrap } from '@/lib/api/client';
import { cursorTo, withEarlier, withNewest, type FillHistory } from '../domain/fillHistory';
import { paperKey } from './keys';
import type { Account } from './types';

/** As many as are read at once. */
const pageSize = 200;

const keyOf = (accountId: string, generation: number | undefined, symbol: string) => [
  ...paperKey,
  'fills',
  accountId,
  generation,
  symbol,
];

const readPage = (accountId: string, symbol: string, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/trading/paper/fills', {
      params: { query: { accountId, symbol, limit: pageSize, cursor } },
      signal,
    }),
  );

/**
 * What an account traded in a symbol since it began anew, newest first. Older pages come when they are wanted: when `since`, milliseconds, is before what is there.
 * A refresh asks for the newest page alone, however many there are.
 */
export function useSymbolFills(account: Account | undefined, symbol: string, since: number) {
  const client = useQueryClient();
  const [accountId, generation] = [account?.id ?? '', account?.resetCount];
  const { data } = useQuery({
    queryKey: keyOf(accountId, generation, symbol),
    enabled: account !== undefined,
    queryFn: ({ signal }) =>
      withNewest(client.getQueryData<FillHistory>(keyOf(accountId, generation, symbol)), (cursor) =>
        readPage(accountId, symbol, cursor, signal),
      ),
  });
  const cursor = data ? cursorTo(data, since) : null;
  useEffect(() => {
    if (cursor === null) return;
    const key = keyOf(accountId, generation, symbol);
    client
      .fetchQuery({
        queryKey: [...key, 'before', cursor],
        queryFn: ({ signal }) => readPage(accountId, symbol, cursor, signal),
        gcTime: 0,
      })
      .then(
        (page) => client.setQueryData<FillHistory>(key, (known) => known && withEarlier(known, cursor, page)),
        // The marks that are there stay; looking further back asks again.
        () => undefined,
      );
  }, [client, accountId, generation, symbol, cursor, since]);
  return { fills: data?.items, hasEarlier: (data?.nextCursor ?? null) !== null };
}
