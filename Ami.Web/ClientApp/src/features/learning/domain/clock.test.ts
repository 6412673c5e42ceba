import { expect, it } from 'vitest';
import { clockText, leftOf, offsetOf, passed } from './clock';

const minute = 60_000;

it('counts by the server’s clock, whatever this device says', () => {
  const device = Date.parse('2020-01-01T00:00:00Z');
  const offset = offsetOf('2026-11-30T12:00:00Z', device);
  expect(leftOf('2026-11-30T12:10:00Z', offset, device)).toBe(10 * minute);
  expect(leftOf('2026-11-30T12:10:00Z', offset, device + 4 * minute)).toBe(6 * minute);
  expect(leftOf('2026-11-30T12:10:00Z', offset, device + 11 * minute)).toBe(0);
});

it.each([
  [0, '0:00'],
  [1, '0:01'],
  [59_001, '1:00'],
  [9 * minute + 5_000, '9:05'],
  [69 * minute + 5_000, '1:09:05'],
])('shows %d ms as %s', (ms, text) => expect(clockText(ms)).toBe(text));

it('warns once at five minutes and once at one', () => {
  expect(passed(5 * minute + 1, 5 * minute)).toBe(5);
  expect(passed(5 * minute, 5 * minute - 1)).toBeNull();
  expect(passed(minute + 500, minute - 500)).toBe(1);
  // A device that slept over both says the one that counts.
  expect(passed(9 * minute, 30_000)).toBe(1);
  expect(passed(3 * minute, 2 * minute)).toBeNull();
});
