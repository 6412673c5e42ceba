import { describe, expect, it } from 'vitest';
import { Decimal } from '@/lib/formats/decimal';
import { riskSize, type RiskInput } from './riskSize';

const d = Decimal.of;
const input = (change: Partial<RiskInput> = {}): RiskInput => ({
  equity: d(100_000),
  riskPercent: d(1),
  entry: d(2000),
  stop: d(1990),
  buyingPower: d(1_000_000),
  quantityDigits: 4,
  minQuantity: d(0.0001),
  ...change,
});

describe('riskSize', () => {
  it('divides the money at risk by the distance to the stop', () => {
    const size = riskSize(input());
    expect(size?.quantity.toPlain()).toBe('100');
    expect(size?.loss.toPlain()).toBe('1000');
    expect(size?.notional.toPlain()).toBe('200000');
    expect(size?.limitedBy).toBe('risk');
  });

  it('is the same for a short, whose stop lies above', () => {
    expect(riskSize(input({ stop: d(2010) }))?.quantity.toPlain()).toBe('100');
  });

  it('never exceeds the risk: the size is cut, not rounded', () => {
    const size = riskSize(input({ stop: d(1993), quantityDigits: 2 }));
    expect(size?.quantity.toPlain()).toBe('142.85');
    expect(size?.loss.compare(d(1000))).toBe(-1);
  });

  it('is held back by the buying power', () => {
    const size = riskSize(input({ buyingPower: d(5000) }));
    expect(size?.quantity.toPlain()).toBe('2.5');
    expect(size?.loss.toPlain()).toBe('25');
    expect(size?.limitedBy).toBe('buyingPower');
  });

  it('says when the risk is too small for the smallest size', () => {
    expect(riskSize(input({ riskPercent: d(0.01), minQuantity: d(5) }))?.limitedBy).toBe('belowMinimum');
  });

  it('has no answer without a distance', () => {
    expect(riskSize(input({ stop: d(2000) }))).toBeNull();
  });
});
