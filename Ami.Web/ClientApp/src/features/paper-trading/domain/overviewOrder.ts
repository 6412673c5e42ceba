import type { Overview } from '../api/overview';
import type { Order } from '../api/types';

const mostLatest = 20;

/** The overview with this order as it is now; one of another account changes nothing. */
export function withOrder(overview: Overview, order: Order): Overview {
  if (order.accountId !== overview.accountId) return overview;
  const open = order.status === 'working' || order.status === 'pending';
  return {
    ...overview,
    workingOrders: open
      ? placed(overview.workingOrders, order)
      : overview.workingOrders.filter(({ id }) => id !== order.id),
    latestOrders: placed(overview.latestOrders, order).slice(0, mostLatest),
  };
}

/** In its place, or first: ids grow with time, and lists begin with the newest. */
function placed(orders: Order[], order: Order): Order[] {
  return orders.some(({ id }) => id === order.id)
    ? orders.map((old) => (old.id === order.id ? order : old))
    : [...orders, order].sort((a, b) => (a.id < b.id ? 1 : -1));
}
