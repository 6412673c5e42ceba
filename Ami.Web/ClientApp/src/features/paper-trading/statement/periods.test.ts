import { describe, expect, it } from 'vitest';
import { periodOf, todayIn } from './periods';

describe('periodOf', () => {
  it.each([
    ['days30', '2026-03-01', { from: '2026-01-31', to: '2026-03-01' }],
    ['month', '2026-03-15', { from: '2026-03-01', to: '2026-03-15' }],
    ['lastMonth', '2026-03-31', { from: '2026-02-01', to: '2026-02-28' }],
    ['lastMonth', '2026-01-10', { from: '2025-12-01', to: '2025-12-31' }],
    ['year', '2026-03-15', { from: '2026-01-01', to: '2026-03-15' }],
  ] as const)('%s on %s', (preset, today, expected) => {
    expect(periodOf(preset, today)).toEqual(expected);
  });
});

describe('todayIn', () => {
  it('is the day where the person is', () => {
    const evening = new Date('2026-05-31T22:30:00Z');
    expect(todayIn('Europe/Madrid', evening)).toBe('2026-06-01');
    expect(todayIn('America/Bogota', evening)).toBe('2026-05-31');
  });
});
