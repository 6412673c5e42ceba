import type { QueryClient } from '@tanstack/react-query';
import { withOrder } from '../domain/overviewOrder';
import { paperKey } from './keys';
import { overviewKey, type Overview } from './overview';
import type { Order } from './types';

/** However much happens, reading again costs a call at most this often. */
const spacingMs = 3_000;

/** Money and positions changed: what belongs together arrives together, and is read once. */
export const soonMs = 120;

/** An order changed, which is known already; the figures around it may follow later. */
export const laterMs = 3_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let due = 0;
let last = 0;

/** Reads all of paper trading that is on screen again, within the time given or together with an earlier wish. */
export function refreshPaper(client: QueryClient, withinMs: number) {
  const at = Math.max(Date.now() + withinMs, last + spacingMs);
  if (timer !== undefined && due <= at) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(() => {
    timer = undefined;
    last = Date.now();
    void client.invalidateQueries({ queryKey: paperKey });
  }, at - Date.now());
}

/** Shows an order as the server just told it, without asking again. */
export function showOrder(client: QueryClient, order: Order) {
  client.setQueriesData<Overview>({ queryKey: overviewKey }, (old) => old && withOrder(old, order));
}
