import type { components } from '@/lib/api/schema';

/** The server decides; these only save a round trip. */
export const nameLength = 60;
export const cashDigits = 2;
export const leverages = ['1', '2', '3', '4', '5'];

/** What a reduction releases of what a position cost. */
export type Costs = components['schemas']['CostMethod'];
export const costMethods: readonly Costs[] = ['average', 'fifo'];

export const leastCash = 100;
export const mostCash = 10_000_000;

export const cashInRange = (cash: number) => cash >= leastCash && cash <= mostCash;
