import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { plainBody } from './body';
import { isSame, withChart, withCount, withIndicators, withLink } from './body';
import type { createLayouts } from './layouts';
import { begin, later, server } from './testing';

const full = (body: ReturnType<typeof plainBody>) => withLink(body, 'symbol');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const charts = (layouts: ReturnType<typeof createLayouts>) => layouts.get().body.charts;

it('takes changes back and makes them again: charts and indicators that were removed are there as they were', async () => {
  const { remote, kept: there } = server();
  const { layouts } = begin(remote);
  await layouts.load();
  const choice = {
    indicators: [
      { key: 'a', id: 'rsi', parameters: { period: 5 }, colors: ['teal' as const], hidden: false },
    ],
    benchmark: null,
  };
  const steps = [
    () => layouts.edit((body) => withCount(body, 4)),
    () => layouts.edit((body) => withIndicators(body, 2, choice)),
    () => layouts.edit((body) => withIndicators(body, 2, { indicators: [], benchmark: null })),
    () => layouts.edit((body) => withCount(body, 1)),
  ];
  for (const step of steps) {
    step();
    await later();
  }
  const { epoch } = layouts.get();
  layouts.undo();
  expect([charts(layouts).length, charts(layouts)[2]?.indicators, layouts.get().epoch]).toEqual([
    4,
    [],
    epoch + 1,
  ]);
  layouts.undo();
  expect(charts(layouts)[2]?.indicators).toMatchObject([{ indicator: 'rsi', parameters: { period: 5 } }]);
  await later();
  expect([...there.values()][0]?.body).toEqual(layouts.get().body);
  layouts.redo();
  layouts.redo();
  expect([charts(layouts).length, layouts.get().canRedo, layouts.get().canUndo]).toEqual([1, false, true]);
  layouts.undo();
  layouts.edit(full);
  expect(layouts.get().canRedo).toBe(false);
});

it('undoes nothing that cannot be seen, and nothing of another layout', async () => {
  const { remote } = server();
  const { layouts } = begin(remote);
  await layouts.load();
  expect(layouts.get().canUndo).toBe(false);
  layouts.at({ symbol: 'BTC-SIM', interval: '1h' });
  layouts.edit((body) => withCount(body, 2));
  await later();
  // The interval of the first chart stands in the address, which is not undone.
  layouts.at({ symbol: 'ETH-SIM', interval: '4h' });
  layouts.edit((body) => withChart(body, 0, { interval: '4h' }));
  layouts.undo();
  expect(charts(layouts)).toMatchObject([{ symbol: 'ETH-SIM', interval: '4h' }]);
  await layouts.make('Second');
  await layouts.switchTo(layouts.get().all.find(({ name }) => name === 'First')?.id ?? '');
  expect([layouts.get().canUndo, layouts.get().canRedo]).toEqual([false, false]);
});

it('takes what changes in one go as one, and tells when something is gone', async () => {
  const { remote } = server();
  const { layouts } = begin(remote);
  await layouts.load();
  const told = vi.fn();
  layouts.onPoorer(told);
  for (const side of [20, 21, 22]) layouts.edit((body) => ({ ...body, panels: { side } }));
  await later();
  layouts.edit((body) => withCount(body, 3));
  await later();
  expect(told).not.toHaveBeenCalled();
  layouts.edit((body) => withCount(body, 2));
  expect(told).toHaveBeenCalledOnce();
  layouts.undo();
  layouts.undo();
  expect([charts(layouts).length, layouts.get().body.panels]).toEqual([1, { side: 22 }]);
  layouts.undo();
  expect([layouts.get().body.panels, layouts.get().canUndo]).toEqual([{}, false]);
});

it('makes charts anew for what they would not show otherwise, and for nothing else', async () => {
  const { remote } = server();
  const { layouts } = begin(remote);
  await layouts.load();
  const choice = { indicators: [], benchmark: 'ETH-SIM' };
  const changes: [(body: ReturnType<typeof plainBody>) => ReturnType<typeof plainBody>, number][] = [
    [(body) => withChart(body, 0, { scale: 'log' }), 0],
    [(body) => withLink(body, 'crosshair'), 0],
    [(body) => withChart(body, 0, { compare: ['ETH-SIM'] }), 0],
    [(body) => withIndicators(body, 0, choice), 1],
    [(body) => withCount(body, 2), 1],
    [(body) => ({ ...body, panels: { side: 20 } }), 1],
  ];
  for (const [change, anew] of changes) {
    layouts.edit(change);
    await later();
    const { epoch, body } = layouts.get();
    layouts.undo();
    expect(layouts.get().epoch - epoch).toBe(anew);
    layouts.redo();
    expect([layouts.get().epoch - epoch, isSame(layouts.get().body, body)]).toEqual([2 * anew, true]);
    await later();
  }
});

it('offers no undoing of what stands in the address, nor where all is as it was', async () => {
  const { remote } = server();
  const { layouts } = begin(remote);
  await layouts.load();
  layouts.at({ symbol: 'BTC-SIM', interval: '1m' });
  layouts.edit((body) => withCount(body, 2));
  await later();
  layouts.undo();
  // The page hears of the interval after the layout does.
  layouts.edit((body) => withChart(body, 0, { interval: '1h' }));
  layouts.at({ symbol: 'BTC-SIM', interval: '1h' });
  await later();
  expect([layouts.get().canUndo, layouts.get().canRedo]).toEqual([false, true]);
  layouts.redo();
  expect(charts(layouts)).toMatchObject([{ interval: '1h' }, {}]);
  await later();
  layouts.undo();
  layouts.edit((body) => withCount(body, 3));
  layouts.edit((body) => withCount(body, 1));
  expect(layouts.get().canUndo).toBe(false);
});
