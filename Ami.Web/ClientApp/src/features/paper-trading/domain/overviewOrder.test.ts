import { describe, expect, it } from 'vitest';
import type { Overview } from '../api/overview';
import type { Order } from '../api/types';
import { withOrder } from './overviewOrder';

const order = (id: string, status: Order['status'], accountId = 'a') => ({ id, status, accountId }) as Order;
const overview = {
  accountId: 'a',
  workingOrders: [order('2', 'working')],
  latestOrders: [order('2', 'working'), order('1', 'filled')],
} as Overview;
const states = (orders: Order[]) => orders.map(({ id, status }) => `${id} ${status}`);

describe('an order in the overview', () => {
  it('comes first when it is new', () => {
    const after = withOrder(overview, order('3', 'pending'));
    expect(states(after.workingOrders)).toEqual(['3 pending', '2 working']);
    expect(states(after.latestOrders)).toEqual(['3 pending', '2 working', '1 filled']);
  });

  it('leaves the working ones when it is final, and keeps its place in the history', () => {
    const after = withOrder(overview, order('2', 'cancelled'));
    expect(after.workingOrders).toEqual([]);
    expect(states(after.latestOrders)).toEqual(['2 cancelled', '1 filled']);
  });

  it('of another account changes nothing', () => {
    expect(withOrder(overview, order('3', 'working', 'b'))).toBe(overview);
  });
});
