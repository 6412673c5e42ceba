import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, unwrap } from '@/lib/api/client';
import { cursorTo, withEarlier, withNewest, type FillHistory } from '../domain/fillHistory';
import { paperKey } from './keys';
import type { Account } from './types';

/** As many as are read at once. */
const pageSize = 200;

/**
 * What an account traded in a symbol since it began anew, newest first. Older pages come when they are wanted: when `since`, milliseconds, is before what is there.
 * A refresh asks for the newest page alone, however many there are.
 */
export function useSymbolFills(account: Account | undefined, symbol: string, since: number) {
  const client = useQueryClient();
  const [accountId, generation] = [account?.id ?? '', account?.resetCount];
  const key = [...paperKey, 'fills', accountId, generation, symbol];
  const readPage = (cursor: string | undefined, signal: AbortSignal) =>
    unwrap(
      api.GET('/api/trading/paper/fills', {
        params: { query: { accountId, symbol, limit: pageSize, cursor } },
        signal,
      }),
    );
  const { data } = useQuery({
    queryKey: key,
    enabled: account !== undefined,
    queryFn: ({ signal }) =>
      withNewest(client.getQueryData<FillHistory>(key), (cursor) => readPage(cursor, signal)),
  });
  const cursor = data ? cursorTo(data, since) : null;
  useEffect(() => {
    if (cursor === null) return;
    client
      .fetchQuery({
        queryKey: [...key, 'before', cursor],
        queryFn: ({ signal }) => readPage(cursor, signal),
        gcTime: 0,
      })
      .then(
        (page) => client.setQueryData<FillHistory>(key, (known) => known && withEarlier(known, cursor, page)),
        // The marks that are there stay; looking further back asks again.
        () => undefined,
      );
    // The key is these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, accountId, generation, symbol, cursor, since]);
  return { fills: data?.items, hasEarlier: (data?.nextCursor ?? null) !== null };
}
