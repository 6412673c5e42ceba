import { describe, expect, it } from 'vitest';
import type { CandleMessage } from '@/lib/live/messages';
import { applyCandle, withEarlier, withNewest, type Bar } from './bars';

const bar = (t: number, c = 1, v = 1): Bar => ({ t, o: 1, h: 2, l: 0.5, c, v });
const candle = (t: number, c: number, closed = false): CandleMessage => ({
  type: 'candle',
  symbol: 'BTC-SIM',
  interval: '1m',
  t,
  o: 1,
  h: 2,
  l: 0.5,
  c,
  v: 5,
  closed,
});
const times = (bars: readonly Bar[]) => bars.map(({ t }) => t);

describe('stream over history', () => {
  it('replaces the forming bar, adds the next one and ignores old ones', () => {
    const start = [bar(60), bar(120)];
    const changed = applyCandle(start, candle(120, 9), false);
    expect(changed).toMatchObject({ effect: 'changed' });
    expect(changed.bars.at(-1)?.c).toBe(9);
    const added = applyCandle(changed.bars, candle(180, 3), true);
    expect(added.effect).toBe('added');
    expect(times(added.bars)).toEqual([60, 120, 180]);
    expect(applyCandle(added.bars, candle(120, 1), true)).toEqual({ bars: added.bars, effect: 'ignored' });
  });

  it('reports a gap when the bar before was never closed', () => {
    expect(applyCandle([bar(60)], candle(120, 2), false).effect).toBe('gap');
  });

  it('starts from nothing', () => {
    expect(times(applyCandle([], candle(60, 1), false).bars)).toEqual([60]);
  });
});

describe('withNewest', () => {
  it('repairs what was missed and keeps what is older and newer', () => {
    const known = [bar(0), bar(60, 1), bar(180, 7)];
    const reloaded = [bar(60, 5), bar(120, 6)];
    const merged = withNewest(known, reloaded, false);
    expect(times(merged)).toEqual([0, 60, 120, 180]);
    expect(merged[1]?.c).toBe(5);
    expect(merged[3]?.c).toBe(7);
  });

  it('keeps the stream’s version of the forming bar when it has seen more of it', () => {
    expect(withNewest([bar(60, 9, 10)], [bar(60, 1, 4)], true)[0]?.c).toBe(9);
    expect(withNewest([bar(60, 9, 10)], [bar(60, 1, 12)], true)[0]?.c).toBe(1);
    expect(withNewest([bar(60, 9, 10)], [bar(60, 1, 4)], false)[0]?.c).toBe(1);
  });

  it('changes nothing when nothing came', () => {
    expect(times(withNewest([bar(60)], [], false))).toEqual([60]);
  });
});

it('puts earlier pages in front without doubling the bar at the seam', () => {
  expect(times(withEarlier([bar(120), bar(180)], [bar(0), bar(60), bar(120)]))).toEqual([0, 60, 120, 180]);
});
