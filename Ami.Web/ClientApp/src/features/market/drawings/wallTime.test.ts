import { expect, it } from 'vitest';
import { chance } from './testing/sample';
import { instantOf, wallOf } from '@/components/charts/wallTime';

const zones = [
  'UTC',
  'Europe/Madrid',
  'America/Argentina/Buenos_Aires',
  'Asia/Kathmandu',
  'America/New_York',
];

it.each(zones)('an instant comes back from what the clocks of %s show', (zone) => {
  const next = chance(5);
  for (let n = 0; n < 300; n++) {
    const t = Math.round(next() * 1_900_000_000) * 1000;
    const back = instantOf(wallOf(t, zone), zone) ?? 0;
    // In the hour that happens twice either is right.
    expect([0, 3_600_000]).toContain(Math.abs(back - t));
    expect(wallOf(back, zone)).toBe(wallOf(t, zone));
  }
});

it('reads and writes what a field shows', () => {
  expect(wallOf(Date.parse('2026-07-01T10:30:00Z'), 'Europe/Madrid')).toBe('2026-07-01T12:30');
  expect(instantOf('2026-01-01T12:30:15', 'Europe/Madrid')).toBe(Date.parse('2026-01-01T11:30:15Z'));
  expect(instantOf('', 'UTC')).toBeNull();
});
