import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { choiceOf, isSame, plainBody, withChart, withCount, withIndicators, withLink } from './body';
import type { createLayouts } from './layouts';
import { begin, later, memory, server } from './testing';

const names = (layouts: ReturnType<typeof createLayouts>) => layouts.get().all.map(({ name }) => name);
const full = (body: ReturnType<typeof plainBody>) => withLink(body, 'symbol');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('takes what was kept on the device before, and sends it with the first change', async () => {
  const kept = memory();
  kept.set(
    'ami.indicators.ada',
    '{"indicators":[{"key":"a","id":"rsi","parameters":{"period":5},"colors":["teal"]}]}',
  );
  const { remote, calls, kept: there } = server();
  const { layouts } = begin(remote, kept);
  await layouts.load();
  expect(calls).toEqual([]);
  layouts.edit((body) => withChart(body, 0, { scale: 'log' }));
  layouts.edit((body) => withCount(body, 3));
  await later();
  expect(calls).toEqual(['put First 0']);
  const [one] = there.values();
  expect(one).toMatchObject({ isCurrent: true, body: { charts: [{ scale: 'log' }, {}, {}] } });
  expect(one?.body.charts[2]?.indicators).toMatchObject([{ indicator: 'rsi', parameters: { period: 5 } }]);
  layouts.edit((body) => withCount(body, 2));
  await later();
  expect(calls.at(-1)).toBe('put First 1');
  expect(layouts.get().epoch).toBe(0);
});

it('keeps what is changed before the server answers, where what the page before sent has arrived meanwhile', async () => {
  const there = server();
  const first = begin(there.remote);
  await first.layouts.load();
  first.layouts.edit(full);
  await later();
  first.layouts.edit((body) => withCount(body, 4));
  const left = memory();
  left.set('ami.layout.ada', first.kept.get('ami.layout.ada') ?? '');
  // It is sent as the page goes, and nobody hears that it was taken.
  await first.layouts.flush();
  const again = begin(there.remote, left);
  const loaded = again.layouts.load();
  again.layouts.edit((body) => withCount(body, 2));
  await loaded;
  await later();
  expect(again.layouts.get().body.charts).toHaveLength(2);
  expect([...there.kept.values()][0]?.body.charts).toHaveLength(2);
  expect(again.troubles).toEqual([]);
});

it('keeps what was not sent yet over a reload, unless it was changed elsewhere meanwhile', async () => {
  const there = server();
  const first = begin(there.remote);
  await first.layouts.load();
  first.layouts.edit(full);
  await later();
  first.layouts.edit((body) => withCount(body, 4));
  // The page goes before anything is sent.
  const again = begin(there.remote, first.kept);
  expect(again.layouts.get().body.charts).toHaveLength(4);
  await again.layouts.load();
  expect(there.calls.at(-1)).toBe('put First 1');
  expect([again.layouts.get().epoch, again.layouts.get().body.charts.length]).toEqual([0, 4]);

  again.layouts.edit((body) => withCount(body, 2));
  const elsewhere = begin(there.remote);
  await elsewhere.layouts.load();
  expect(elsewhere.layouts.get().body.charts).toHaveLength(4);
  elsewhere.layouts.edit((body) => withCount(body, 3));
  await elsewhere.layouts.flush();
  const third = begin(there.remote, again.kept);
  await third.layouts.load();
  expect([third.layouts.get().epoch, third.layouts.get().body.charts.length]).toEqual([1, 3]);

  // One that does not know of it yet is told, and shows what is there.
  await again.layouts.flush();
  expect(again.troubles).toMatchObject([{ code: 'market.layout_changed' }]);
  expect([again.layouts.get().epoch, again.layouts.get().body.charts.length]).toEqual([1, 3]);
});

it('makes, shows, renames, deletes and has back', async () => {
  const { remote, kept } = server();
  const { layouts, troubles } = begin(remote);
  await layouts.load();
  layouts.edit((body) => withCount(body, 2));
  await layouts.make('Second');
  expect(names(layouts)).toEqual(['First', 'Second']);
  layouts.edit((body) => withCount(body, 4));
  await layouts.rename('Third');
  const [first, third] = layouts.get().all;
  await layouts.switchTo(first?.id ?? '');
  expect([layouts.get().body.charts.length, layouts.get().epoch]).toEqual([2, 1]);
  expect([...kept.values()].map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
    ['First', true],
    ['Third', false],
  ]);
  await layouts.remove(first?.id ?? '');
  expect([names(layouts), layouts.current()?.name, layouts.get().body.charts.length]).toEqual([
    ['Third'],
    'Third',
    4,
  ]);
  await layouts.remove(third?.id ?? '');
  expect(names(layouts)).toEqual(['Third']);
  await layouts.undoRemove();
  expect([names(layouts), layouts.get().deleted, kept.size]).toEqual([['First', 'Third'], null, 2]);
  expect(troubles).toEqual([]);
});

it('makes anew what was deleted elsewhere while it is shown, and tries again what failed', async () => {
  const there = server();
  const { layouts, troubles } = begin(there.remote);
  await layouts.load();
  layouts.edit(full);
  await later();
  there.kept.clear();
  layouts.edit(full);
  await later();
  expect([...there.kept.values()]).toMatchObject([{ name: 'First' }]);
  const put = vi.spyOn(there.remote, 'put').mockRejectedValueOnce(new ApiError(503, 'network', 'Away.'));
  layouts.edit(full);
  await later();
  expect(troubles).toMatchObject([{ code: 'network' }]);
  await layouts.flush();
  expect(put).toHaveBeenCalledTimes(2);
  expect([...there.kept.values()][0]?.body).toEqual(layouts.get().body);
});

it.each([
  '',
  '{',
  'null',
  '{"body":{}}',
  '{"body":{"charts":[],"links":{},"panels":{}}}',
  '{"body":{"charts":[{"symbol":"A","indicators":[]}],"links":{},"panels":{}}}',
])('survives %s in the storage', (text) => {
  const kept = memory();
  kept.set('ami.layout.ada', text);
  expect(begin(server().remote, kept).layouts.get().body.charts).toMatchObject([{ compare: [] }]);
});

it('knows what says the same, and gives indicators back as they were', () => {
  const choice = {
    indicators: [{ key: 'a', id: 'rsi', parameters: { period: 5 }, colors: ['teal' as const], hidden: true }],
    benchmark: 'ETH-SIM',
  };
  const body = withIndicators(
    plainBody('BTC-SIM', { type: 'line', scale: 'percent' }, { indicators: [], benchmark: null }),
    0,
    choice,
  );
  const [chart] = body.charts;
  expect(chart && choiceOf(chart)).toEqual(choice);
  const other = JSON.parse(
    JSON.stringify({ panels: {}, links: body.links, charts: body.charts }),
  ) as typeof body;
  expect(isSame(body, other)).toBe(true);
  expect(isSame(body, withLink(body, 'crosshair'))).toBe(false);
  // What is not said is off, whoever leaves it out.
  expect(isSame(body, withChart(body, 0, { hidesAlerts: false }))).toBe(true);
  expect(isSame(body, withChart(body, 0, { hidesAlerts: true }))).toBe(false);
  expect(isSame(body, withChart(body, 0, { adjust: 'splits' }))).toBe(true);
  expect(isSame(body, withChart(body, 0, { adjust: 'none' }))).toBe(false);
  expect(withCount(body, 5)).toBe(body);
});
