import { beforeEach, expect, it, vi } from 'vitest';
import { i18next, languages } from '@/lib/i18n';
import { intervals } from '../chart/intervals';
import { createBoard } from '../drawings/board';
import { createGestures } from '../drawings/gestures';
import { kindNames, type DrawingKind } from '../drawings/kinds';
import { createMemory } from '../drawings/testing/memory';
import { bars, grid, oneOfEach, projection } from '../drawings/testing/sample';
import { rsi, sma } from '../indicators/testing';
import { groups } from './command';
import { createDesk, type ChartPart, type Desk } from './desk';
import { chordOf, labelsOf } from './keys';
import { createPress } from './press';
import { commandsOf } from './registry';
import { reasonText, titleOf } from './words';

const all = commandsOf([sma, rsi]);

beforeEach(() => localStorage.clear());

/** Every part there is, each function of which says that it was called. */
function wholeDesk() {
  const called: string[] = [];
  const spy =
    (name: string) =>
    (...args: unknown[]) => {
      called.push([name, ...args].join(' '));
      return true;
    };
  const acts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, spy(name)]));
  const board = createBoard({ remote: createMemory().remote });
  const gestures = createGestures(
    board,
    {
      projection: () => projection,
      grid: () => grid,
      placeAt: (x) => x / 10,
      priceAt: (y) => (400 - y) / 4,
      barAt: (place) => bars[place],
      shown: () => ({ bars: 100, prices: 100 }),
    },
    () => 'Text',
  );
  const chart = {
    intervals,
    hasMinutes: true,
    look: { type: 'candles', scale: 'normal' },
    isDrawn: true,
    isFull: false,
    compares: false,
    isReplay: false,
    ...acts('setInterval', 'setLook', 'pan', 'zoom', 'toOldest', 'toLatest', 'askDate', 'askMinutes'),
    ...acts('askOthers'),
    ...acts('toggleTable', 'toggleFull', 'savePicture', 'copyPicture', 'showKeys', 'showIndicators'),
    ...acts('addIndicator'),
  } as unknown as ChartPart;
  const parts = {
    chart,
    drawings: {
      board,
      gestures,
      choose: (kind: DrawingKind | null) => {
        spy('choose')(kind);
        board.choose(kind);
      },
      style: spy('style'),
      list: spy('list'),
    },
    layout: {
      count: 2,
      canUndo: true,
      canRedo: true,
      canBringBack: true,
      canDelete: true,
      ...acts('setCount', 'link', 'next', 'ask', 'nextLayout', 'remove', 'undo', 'redo', 'bringBack'),
    },
    panels: acts('toggleSide', 'toggleDock', 'showSide', 'showDock'),
    side: acts('show'),
    dock: acts('show'),
    watchlist: acts('show'),
    alerts: { isReplay: false, ...acts('make') },
    alertList: acts('show'),
    replay: acts('ask'),
    player: {
      isOver: false,
      isEnded: false,
      ...acts('step', 'toggle', 'slower', 'faster', 'togglePause', 'end', 'leave'),
    },
    orders: { hasPosition: true, hasAnything: true, ...acts('order', 'close', 'reverse', 'closeAll') },
  } as unknown as Required<Desk>;
  return { parts, board, called };
}

it('has an id, a group and words in both languages for every command, none of them twice', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const language of languages) {
    const titles = all.map((command) => titleOf(command, language));
    expect(new Set(titles).size).toBe(titles.length);
    all.forEach((command, i) => {
      expect(groups).toContain(command.group);
      expect(titles[i]).not.toMatch(/^(title|of)\.|\{\{/);
      if (!command.of)
        expect(i18next.exists(`title.${command.id}`, { lng: language, ns: 'commands' })).toBe(true);
    });
  }
});

it('has each key once where it counts, and each can be written', () => {
  const keys = all.flatMap(({ mode, keys }) => keys.map((key) => `${mode} ${key}`));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { keys } of all) for (const key of keys) expect(labelsOf(key).join('')).not.toBe('');
});

it('says why in both languages where there is nothing to act on', () => {
  for (const command of all) {
    const reason = command.blocked({});
    expect(reason).not.toBeNull();
    for (const language of languages)
      if (reason) expect(reasonText(reason, language)).not.toMatch(/^reason\./);
  }
});

it.each(all.map((command) => [command.id, command] as const))('%s runs, or says why not', (_, command) => {
  const { parts, board, called } = wholeDesk();
  const before = { ...board.state };
  const changed = () =>
    called.length > 0 ||
    Object.keys(before).some((key) => before[key as 'tool'] !== board.state[key as 'tool']);
  const blocked = command.blocked(parts);
  if (blocked) {
    // Each of these wants something drawn, chosen or done before.
    board.add({ ...oneOfEach.trendLine, id: 'first' });
    board.add({ ...oneOfEach.ray, id: 'second' });
    if (command.id === 'drawings.redo') board.undo();
    if (command.mode === 'drawing') board.choose('trendLine');
    Object.assign(before, board.state);
    expect([blocked, command.blocked(parts)]).toEqual([expect.any(String), null]);
  }
  command.run(parts, false);
  expect(changed()).toBe(true);
});

it('is reached by every key it names', () => {
  for (const command of all.filter(({ keys }) => keys.length > 0)) {
    for (const key of command.keys) {
      const { parts, board } = wholeDesk();
      board.add({ ...oneOfEach.trendLine, id: 'first' });
      if (command.mode === 'always') board.select(null);
      if (command.mode === 'drawing') board.choose('trendLine');
      if (command.id === 'drawings.redo') board.undo();
      if (command.id === 'drawings.leave') board.choose('trendLine');
      const words = key.length === 1 ? [key] : key.split('+');
      const name = words.at(-1) ?? '';
      const event = {
        key: name.length === 1 ? name.toLowerCase() : name,
        code: /^[A-Z]$/.test(name) ? `Key${name}` : '',
        ctrlKey: words.includes('Mod'),
        metaKey: false,
        altKey: words.includes('Alt'),
        shiftKey: words.includes('Shift'),
      };
      expect(chordOf(event)).toBe(key);
      const ran = vi.spyOn(command, 'run');
      expect([key, createPress(() => parts).press(event)]).toEqual([key, true]);
      expect(ran, `${command.id} by ${key}`).toHaveBeenCalledOnce();
      ran.mockRestore();
    }
  }
});

it('has every interval and drawing tool', () => {
  const ids = new Set(all.map(({ id }) => id));
  expect(intervals.filter((each) => !ids.has(`interval.${each}`))).toEqual([]);
  expect(kindNames.filter((each) => !ids.has(`draw.${each}`))).toEqual([]);
});

it('has no scale to choose while symbols are compared, and has when they are gone', () => {
  const { parts } = wholeDesk();
  const scales = all.filter(({ group }) => group === 'scale');
  const reasons = () => scales.map((command) => command.blocked(parts));
  parts.chart.compares = true;
  expect(reasons()).toEqual(['comparing', 'comparing', 'comparing']);
  parts.chart.compares = false;
  expect(reasons()).toEqual([null, null, null]);
});

it('acts on the parts that are there, as they are then', () => {
  const desk = createDesk();
  let told = 0;
  desk.subscribe(() => told++);
  const show = vi.fn();
  const leave = desk.provide('dock', () => ({ show }));
  desk.provide('dock', () => ({ show }));
  // Another took its place meanwhile: it stays.
  leave();
  expect(Object.keys(desk.now())).toEqual(['dock']);
  expect(told).toBe(2);
});

it('says that a replay is of another time where something would be of now', () => {
  const { parts, board } = wholeDesk();
  board.add({ ...oneOfEach.horizontalLine, id: 'line' });
  Object.assign(parts.chart, { isReplay: true });
  Object.assign(parts.alerts, { isReplay: true });
  const reasons = ['view.compare', 'view.alert', 'alerts.lines', 'selected.alert'].map((id) =>
    all.find((command) => command.id === id)?.blocked(parts),
  );
  expect(reasons).toEqual(['replaying', 'replaying', 'replaying', 'replaying']);
});

it('does not move a replay that is over, and ends none twice', () => {
  const { parts } = wholeDesk();
  Object.assign(parts.player, { isOver: true, isEnded: true });
  const reasons = ['replay.step', 'replay.play', 'replay.end', 'replay.leave'].map((id) =>
    all.find((command) => command.id === id)?.blocked(parts),
  );
  expect(reasons).toEqual(['replayOver', 'replayOver', 'replayEnded', null]);
});
