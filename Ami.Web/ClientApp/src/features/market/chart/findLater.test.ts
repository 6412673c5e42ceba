import { expect, it, vi } from 'vitest';
import { findLater, type ReadBars } from './findLater';

const minute = 60;
const now = 100_000 * minute;

/** Answers as the server does: the newest so many bars of a span, from the back. */
function market(times: readonly number[]) {
  return vi.fn<ReadBars>((to, limit, from) => {
    const [low, high] = [Date.parse(from ?? '') / 1000, to ? Date.parse(to) / 1000 : Infinity];
    const t = times.filter((each) => each >= low && each < high).slice(-limit);
    const zeros = t.map(() => 1);
    return Promise.resolve({ t, o: zeros, h: zeros, l: zeros, c: zeros, v: zeros, forming: true } as never);
  });
}

const find = (read: ReadBars, last: number) => findLater(read, last, minute, 600, () => now * 1000);

it('reads the next span, without a gap and without what is there', async () => {
  const read = market(Array.from({ length: 2000 }, (_, i) => i * minute));
  const found = await find(read, 100 * minute);
  expect(found).toMatchObject({ isNewest: false, forming: false });
  expect([found?.bars[0]?.t, found?.bars.length]).toEqual([101 * minute, 599]);
  expect(read).toHaveBeenCalledOnce();
});

it('goes on behind a pause, and says when nothing is newer', async () => {
  const read = market([100 * minute, 12_000 * minute, 99_990 * minute]);
  expect(await find(read, 100 * minute)).toMatchObject({ isNewest: false, bars: [{ t: 12_000 * minute }] });
  expect(await find(read, 99_500 * minute)).toMatchObject({ isNewest: true, forming: true });
  expect(await find(read, now - minute)).toMatchObject({ isNewest: true, bars: [] });
});

it('gives up on what is no pause any more', async () => {
  const read = market([0]);
  expect(await findLater(read, 0, minute, 600, () => Infinity)).toBeNull();
  expect(read.mock.calls.length).toBeGreaterThan(10);
});
