import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal';

const d = (text: string) => {
  const value = Decimal.parse(text);
  if (!value) throw new Error(`Not a decimal: ${text}`);
  return value;
};

describe('Decimal', () => {
  it('adds, subtracts and multiplies exactly where binary numbers do not', () => {
    expect(d('0.1').plus(d('0.2')).toString()).toBe('0.3');
    expect(d('1.005').times(d('100')).toPlain()).toBe('100.5');
    expect(d('65000.10').minus(d('65000.09')).toString()).toBe('0.01');
  });

  it('cuts quotients towards zero', () => {
    expect(d('100').dividedBy(d('3'), 4).toString()).toBe('33.3333');
    expect(d('-100').dividedBy(d('3'), 2).toString()).toBe('-33.33');
    expect(d('1').dividedBy(d('0.00025'), 0).toString()).toBe('4000');
  });

  it('rounds half away from zero', () => {
    expect(d('0.125').rounded(2).toString()).toBe('0.13');
    expect(d('-0.125').rounded(2).toString()).toBe('-0.13');
    expect(d('0.124').rounded(2).toString()).toBe('0.12');
  });

  it('compares whatever the scales', () => {
    expect(d('1.50').compare(d('1.5'))).toBe(0);
    expect(d('-2').compare(d('1.5'))).toBe(-1);
    expect(d('0.000').sign).toBe(0);
  });

  it.each(['', '.', '1.2.3', '1e5', 'abc', '--1', '1,5'])('refuses %j', (text) => {
    expect(Decimal.parse(text)).toBeNull();
  });

  it('survives a JSON number up to 15 digits and says when it would not', () => {
    const value = d('123456.789012345');
    expect(JSON.parse(JSON.stringify(value.toNumber())).toString()).toBe('123456.789012345');
    expect(value.isSendable).toBe(true);
    expect(d('1234567.8901234567').isSendable).toBe(false);
    expect(Decimal.of(1e-7).toPlain()).toBe('0.0000001');
  });
});
