import { describe, expect, it } from 'vitest';
import { overlay } from './curves';

const point = (minute: number, equity: number) => ({
  at: new Date(Date.UTC(2026, 4, 4, 10, minute)).toISOString(),
  equity,
  cash: equity,
});

describe('overlay', () => {
  it('puts curves of different sizes and times on one scale', () => {
    const drawn = overlay([
      { id: 'a', name: 'Large', start: 100_000, points: [point(0, 100_000), point(10, 110_000)] },
      { id: 'b', name: 'Small', start: 1_000, points: [point(5, 1_000), point(20, 900)] },
    ]);
    expect(drawn).toEqual({
      lines: [
        {
          id: 'a',
          name: 'Large',
          last: expect.closeTo(0.1, 10) as number,
          path: '0.0000,0.5000 0.5000,0.0000',
        },
        {
          id: 'b',
          name: 'Small',
          last: expect.closeTo(-0.1, 10) as number,
          path: '0.2500,0.5000 1.0000,1.0000',
        },
      ],
      from: '2026-05-04T10:00:00.000Z',
      to: '2026-05-04T10:20:00.000Z',
      low: expect.closeTo(-0.1, 10) as number,
      high: expect.closeTo(0.1, 10) as number,
    });
  });

  it('draws nothing of accounts that have not traded', () => {
    expect(overlay([{ id: 'a', name: 'New', start: 100, points: [point(0, 100)] }])).toBeNull();
    expect(overlay([])).toBeNull();
  });

  it('keeps a curve that never moved in the middle', () => {
    expect(
      overlay([{ id: 'a', name: 'Flat', start: 100, points: [point(0, 100), point(1, 100)] }])?.lines[0]
        ?.path,
    ).toBe('0.0000,0.5000 1.0000,0.5000');
  });
});
