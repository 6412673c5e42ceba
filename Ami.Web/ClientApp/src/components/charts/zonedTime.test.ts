import { describe, expect, it } from 'vitest';
import { tickWeight, zoneOffsets } from './zonedTime';

const at = (iso: string) => Date.parse(iso) / 1000;

describe('zoneOffsets', () => {
  it('knows a zone without clock changes and one with them', () => {
    expect(zoneOffsets('UTC')(at('2026-06-01T00:00:00Z'))).toBe(0);
    expect(zoneOffsets('America/Argentina/Buenos_Aires')(at('2026-06-01T00:00:00Z'))).toBe(-3 * 3600);
    const madrid = zoneOffsets('Europe/Madrid');
    expect(madrid(at('2026-01-15T12:00:00Z'))).toBe(3600);
    expect(madrid(at('2026-07-15T12:00:00Z'))).toBe(7200);
  });

  it('is exact on the day the clocks change', () => {
    const madrid = zoneOffsets('Europe/Madrid');
    expect(madrid(at('2026-03-29T00:59:00Z'))).toBe(3600);
    expect(madrid(at('2026-03-29T01:00:00Z'))).toBe(7200);
  });
});

describe('tickWeight', () => {
  it('grows with the unit that changed', () => {
    const weight = (a: string, b: string) => tickWeight(at(a), at(b));
    expect(weight('2026-01-01T10:00:00Z', '2026-01-01T10:01:00Z')).toBe(20);
    expect(weight('2026-01-01T10:04:00Z', '2026-01-01T10:05:00Z')).toBe(21);
    expect(weight('2026-01-01T10:59:00Z', '2026-01-01T11:00:00Z')).toBe(30);
    expect(weight('2026-01-01T11:59:00Z', '2026-01-01T12:00:00Z')).toBe(33);
    expect(weight('2026-01-01T23:59:00Z', '2026-01-02T00:00:00Z')).toBe(50);
    expect(weight('2026-01-31T23:59:00Z', '2026-02-01T00:00:00Z')).toBe(60);
    expect(weight('2025-12-31T23:59:00Z', '2026-01-01T00:00:00Z')).toBe(70);
  });
});
