import { describe, expect, it, vi } from 'vitest';
import { remembered } from './remembered';

describe('remembered', () => {
  it('asks once for the same values, and tells values apart', () => {
    const say = vi.fn((price: string, percent: string) => `${price} (${percent})`);
    const words = remembered(say);
    expect([words('1', '23'), words('12', '3'), words('1', '23')]).toEqual(['1 (23)', '12 (3)', '1 (23)']);
    expect(say).toHaveBeenCalledTimes(2);
  });

  it('keeps no more than it was told to', () => {
    const say = vi.fn((value: number) => `${value}`);
    const words = remembered(say, 2);
    [1, 2, 3, 3, 1].forEach((value) => expect(words(value)).toBe(`${value}`));
    expect(say).toHaveBeenCalledTimes(4);
  });
});
