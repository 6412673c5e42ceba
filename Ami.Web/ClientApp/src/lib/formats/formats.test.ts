import { describe, expect, it } from 'vitest';
import { createFormats, localeFor } from './formats';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formats', () => {
  const en = createFormats('en-US', 'UTC');
  const es = createFormats('es-AR', 'America/Argentina/Buenos_Aires');

  it('writes prices and money as each locale does', () => {
    expect(en.price(65000.5, 2)).toBe('65,000.50');
    expect(es.price(65000.5, 2)).toBe('65.000,50');
    expect(en.money(-12.3, 'USD')).toBe('\u2212$12.30');
    expect(en.fullMoney(12.3, 'USD')).toBe('$12.30');
    expect(plain(en.fullMoney(12.3, 'ARS'))).toBe('ARS 12.30');
    expect(plain(es.money(1234.5, 'USD'))).toContain('1.234,50');
  });

  it('always shows the sign of a gain or loss, and none of zero', () => {
    expect(en.signedPercent(0.0123)).toBe('+1.23%');
    expect(en.signedPercent(-0.0123)).toBe('\u22121.23%');
    expect(en.signedMoney(0, 'USD')).toBe('$0.00');
  });

  it('tells times in the zone of the person', () => {
    expect(en.shortTime('2026-01-02T03:04:00Z')).toBe('03:04');
    expect(es.shortTime('2026-01-02T03:04:00Z')).toBe('00:04');
  });

  it('says a day once that both ends of a range share', () => {
    const times = en.dateTimeRange('2026-01-02T03:04:00Z', '2026-01-02T05:06:00Z');
    expect(times.match(/2026/g)).toHaveLength(1);
    expect(en.dateTimeRange('2026-01-02T03:04:00Z', '2026-01-03T05:06:00Z').match(/2026/g)).toHaveLength(2);
  });

  it('takes the browser’s variant of the language', () => {
    expect(localeFor('es', ['en-US', 'es-AR'])).toBe('es-AR');
    expect(localeFor('es', ['en-US'])).toBe('es');
  });
});
