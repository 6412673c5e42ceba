import { describe, expect, it } from 'vitest';
import type { Account, Position } from '../api/types';
import { marginOf } from './margin';

const stored = {
  equity: 10_000,
  grossExposure: 40_000,
  maintenanceMargin: 4_000,
  leverage: 5,
  marginCallLevel: 1.5,
  marginCalledAt: null,
} as Account;
const held = (marketValue: number) => [{ marketValue }] as Position[];

describe('margin at newer prices', () => {
  it('goes by what is held, long or short', () => {
    expect(marginOf(stored, stored, held(-40_000))).toEqual({
      used: 8_000,
      maintenance: 4_000,
      level: 2.5,
      isLow: false,
    });
    expect(marginOf({ ...stored, equity: 5_200 }, stored, held(35_200))).toMatchObject({ isLow: true });
  });

  it('is low until the server says that it has recovered', () => {
    const called = { ...stored, marginCalledAt: '2026-05-03T10:00:00Z' };
    expect(marginOf({ ...called, equity: 6_200 }, called, held(40_000)).isLow).toBe(true);
  });

  it('has no level while nothing is held', () => {
    const empty = { ...stored, grossExposure: 0, maintenanceMargin: 0 };
    expect(marginOf(empty, empty, [])).toEqual({ used: 0, maintenance: 0, level: null, isLow: false });
  });
});
