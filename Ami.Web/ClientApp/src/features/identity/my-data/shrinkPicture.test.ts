import { describe, expect, it } from 'vitest';
import { fitted } from './shrinkPicture';

describe('fitted', () => {
  it.each([
    [100, 50, 100, 50],
    [512, 512, 512, 512],
    [1024, 512, 512, 256],
    [3000, 4000, 384, 512],
    [10_000, 1, 512, 1],
  ])('%i by %i becomes %i by %i', (width, height, fittedWidth, fittedHeight) => {
    expect(fitted(width, height)).toEqual({ width: fittedWidth, height: fittedHeight });
  });
});
