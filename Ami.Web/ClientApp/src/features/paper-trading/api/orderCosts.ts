import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import '../texts/errors';
import { paperKey } from './keys';
import type { OrderRequest } from './types';

export type OrderCosts = components['schemas']['OrderCosts'];

/** What an order would cost at the prices of now, by the rules that execute it. */
export function useOrderCosts(request: Omit<OrderRequest, 'accountId'> | null, accountId: string) {
  const query = request && {
    accountId,
    symbol: request.symbol,
    side: request.side,
    type: request.type,
    quantity: request.quantity,
    limitPrice: request.limitPrice ?? undefined,
    stopPrice: request.stopPrice ?? undefined,
    reduceOnly: request.reduceOnly || undefined,
  };
  return useQuery({
    queryKey: [...paperKey, 'order-costs', query],
    queryFn: ({ signal }) => {
      if (!query) throw new Error('There is no order to ask about.');
      return unwrap(api.GET('/api/trading/paper/order-costs', { params: { query }, signal }));
    },
    enabled: query !== null,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}
