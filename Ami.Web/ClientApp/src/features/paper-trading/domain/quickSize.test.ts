import { describe, expect, it } from 'vitest';
import { Decimal } from '@/lib/formats/decimal';
import { cashSize, shareSize, type SizeInput } from './quickSize';

const d = Decimal.of;
const input = (change: Partial<SizeInput> = {}): SizeInput => ({
  side: 'buy',
  held: 0,
  buyingPower: d(1000),
  entry: d(3),
  atMarket: false,
  quantityDigits: 2,
  ...change,
});

describe('quick sizes', () => {
  it.each([
    [25, '83.33'],
    [50, '166.66'],
    [100, '333.33'],
  ])('%d %% of what can be bought is cut, not rounded', (share, quantity) => {
    expect(shareSize(share, input())?.toPlain()).toBe(quantity);
  });

  it('leaves something over where the price may still move', () => {
    expect(shareSize(100, input({ atMarket: true }))?.toPlain()).toBe('331.66');
  });

  it.each([
    ['sell', 0.5],
    ['buy', -0.5],
  ] as const)('is a share of the position where a %s reduces it', (side, held) => {
    expect(shareSize(50, input({ side, held }))?.toPlain()).toBe('0.25');
    expect(shareSize(100, input({ side, held, atMarket: true }))?.toPlain()).toBe('0.5');
  });

  it('adds to a position from what can be bought', () => {
    expect(shareSize(100, input({ held: 7 }))?.toPlain()).toBe('333.33');
  });

  it('says nothing without a price or money', () => {
    expect(shareSize(100, input({ entry: null }))).toBeNull();
    expect(shareSize(100, input({ buyingPower: d(0) }))).toBeNull();
    expect(cashSize(d(-5), input())).toBeNull();
    expect(cashSize(d(10), input())?.toPlain()).toBe('3.33');
  });
});
