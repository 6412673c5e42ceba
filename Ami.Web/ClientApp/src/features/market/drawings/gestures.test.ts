import { beforeEach, describe, expect, it } from 'vitest';
import { createPress } from '../commands/press';
import { keyText } from '../commands/registry';
import { createBoard } from './board';
import { sidesFit } from './EditPoints';
import { createGestures, type ChartView } from './gestures';
import { kindNames, kinds, type DrawingKind } from './kinds';
import { gripsOf } from './marks';
import { createMemory } from './testing/memory';
import { at, bars, grid, oneOfEach, projection } from './testing/sample';

const view: ChartView = {
  projection: () => projection,
  grid: () => grid,
  placeAt: (x) => x / 10,
  priceAt: (y) => (400 - y) / 4,
  barAt: (place) => bars[place],
  shown: () => ({ bars: 100, prices: 100 }),
};

function setUp() {
  const board = createBoard({ remote: createMemory().remote });
  const gestures = createGestures(board, view, () => 'Text');
  let entered = 0;
  const keys = createPress(() => ({
    drawings: {
      board,
      gestures,
      choose(kind) {
        board.choose(kind);
        board.show({ cursor: gestures.cursor() });
      },
      style: () => void entered++,
      list: () => undefined,
    },
  }));
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    keys.press({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  const click = (x: number, y: number) => {
    gestures.move({ x, y }, {});
    const taken = gestures.down({ x, y }, {});
    gestures.up({ x, y });
    return taken;
  };
  const drag = (from: readonly [number, number], to: readonly [number, number], input = {}) => {
    const taken = gestures.down({ x: from[0], y: from[1] }, input);
    gestures.move({ x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2 }, input);
    gestures.move({ x: to[0], y: to[1] }, input);
    gestures.up({ x: to[0], y: to[1] });
    return taken;
  };
  return { board, gestures, keys, press, click, drag, entered: () => entered };
}

const places = [
  [200, 240],
  [404, 160],
  [600, 200],
] as const;

beforeEach(() => localStorage.clear());

describe('drawing with a pointer', () => {
  it.each(kindNames.filter((kind) => kind !== 'brush'))('%s, click by click', (kind) => {
    const { board, click } = setUp();
    board.choose(kind);
    places.slice(0, kinds[kind].clicks).forEach(([x, y]) => expect(click(x, y)).toBe(true));
    expect(board.state).toMatchObject({ tool: null, draft: null, selected: board.state.drawings[0]?.id });
    const [drawing] = board.state.drawings;
    expect(drawing?.kind).toBe(kind);
    expect(drawing?.points[0]).toEqual(at(20, 40));
    expect(drawing?.points).toHaveLength(oneOfEach[kind].points.length);
    if (kinds[kind].clicks > 1) expect(drawing?.points[1]).toEqual(at(40, 60));
    if (drawing) expect(sidesFit(drawing, drawing.points)).toBe(true);
  });

  it.each<DrawingKind>(['trendLine', 'rectangle', 'fibRetracement', 'measure'])(
    '%s, pressed at one point and let go at the other',
    (kind) => {
      const { board, drag } = setUp();
      board.choose(kind);
      expect(drag([200, 240], [404, 160])).toBe(true);
      expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(40, 60)]);
    },
  );

  it('a brush follows the hand between bars', () => {
    const { board, gestures } = setUp();
    board.choose('brush');
    gestures.down({ x: 203, y: 240 }, {});
    for (let x = 203; x <= 400; x += 3) gestures.move({ x, y: 240 - 40 * Math.sin(x / 30) }, {});
    gestures.up({ x: 400, y: 240 });
    const points = board.state.drawings[0]?.points ?? [];
    expect(points.length).toBeGreaterThan(5);
    expect(points[0]).toEqual(at(20.3, 40));
  });

  it('two clicks at one place are no line, and the next one makes it', () => {
    const { board, click } = setUp();
    board.choose('trendLine');
    click(200, 240);
    click(200, 240);
    expect(board.state.drawings).toEqual([]);
    click(404, 160);
    expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(40, 60)]);
  });

  it('with Shift a line is level', () => {
    const { board, drag } = setUp();
    board.choose('trendLine');
    drag([200, 240], [404, 160], { level: true });
    expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(40, 40)]);
  });

  it('the magnet draws to prices of the bar, and Control turns it', () => {
    const { board, drag } = setUp();
    board.setMagnet(true);
    board.choose('trendLine');
    drag([200, 236], [404, 166]);
    expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(40, 60)]);
    board.choose('trendLine');
    drag([500, 236], [704, 168], { other: true });
    expect(board.state.drawings[1]?.points).toEqual([at(50, 41), at(70, 58)]);
  });

  it('points snap to those of other drawings', () => {
    const { board, drag } = setUp();
    board.add(oneOfEach.trendLine);
    board.choose('ray');
    drag([605, 164], [800, 100]);
    expect(board.state.drawings[1]?.points[0]).toEqual(at(60, 60));
  });
});

describe('moving with a pointer', () => {
  it.each(kindNames)('%s as a whole, onto whole bars', (kind) => {
    const { board, gestures } = setUp();
    board.add({ ...oneOfEach[kind] });
    board.select(null);
    const on =
      kind === 'text'
        ? { x: 505, y: 190 }
        : kind === 'rectangle' || kind === 'measure'
          ? { x: 350, y: 200 }
          : null;
    const [grip] = gripsOf(oneOfEach[kind], projection);
    const from = on ?? grip ?? { x: 200, y: 240 };
    expect(gestures.down(from, {})).toBe(true);
    gestures.move({ x: from.x + 52, y: from.y - 40 }, {});
    gestures.up({ x: from.x + 52, y: from.y - 40 });
    const bars = kind === 'brush' ? 5.2 : 5;
    expect(board.state.drawings[0]?.points).toEqual(
      oneOfEach[kind].points.map(({ t, price }) => at(t / 60_000 + bars, price + 10)),
    );
  });

  it('one of its points, once it is selected', () => {
    const { board, drag } = setUp();
    board.add(oneOfEach.trendLine);
    drag([600, 160], [700, 100]);
    expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(70, 75)]);
    board.undo();
    expect(board.state.drawings[0]?.points).toEqual([at(20, 40), at(60, 60)]);
  });

  it('never a locked one: the chart keeps the pointer, and it is selected', () => {
    const { board, drag } = setUp();
    board.add({ ...oneOfEach.trendLine, isLocked: true });
    board.select(null);
    expect(drag([400, 200], [500, 100])).toBe(false);
    expect(board.state.drawings[0]?.points).toEqual(oneOfEach.trendLine.points);
    expect(board.state.selected).toBe('trendLine');
  });

  it('beside all drawings nothing is selected, and the chart pans', () => {
    const { board, click } = setUp();
    board.add(oneOfEach.trendLine);
    expect(click(100, 390)).toBe(false);
    expect(board.state.selected).toBeNull();
  });

  it('a second finger ends it as if it had not begun', () => {
    const { board, gestures } = setUp();
    board.add(oneOfEach.trendLine);
    gestures.down({ x: 400, y: 200 }, { touch: true });
    gestures.move({ x: 450, y: 250 }, { touch: true });
    expect(board.state.preview).not.toBeNull();
    gestures.cancel();
    expect(board.state.preview).toBeNull();
    expect(board.state.drawings).toEqual([oneOfEach.trendLine]);
  });
});

describe('the keys', () => {
  it.each(kindNames.filter((kind) => kind !== 'brush'))('%s is drawn by them alone', (kind) => {
    const { board, press } = setUp();
    const letter = keyText(`draw.${kind}`).slice(-1);
    expect(press(letter.toLowerCase(), { altKey: true, code: `Key${letter}` })).toBe(true);
    expect(board.state.cursor).toEqual(at(99, 55));
    for (let n = 0; n < kinds[kind].clicks; n++) {
      press('ArrowLeft', { shiftKey: true });
      press('ArrowDown');
      press('Enter');
    }
    const [drawing] = board.state.drawings;
    expect(drawing?.kind).toBe(kind);
    expect(drawing?.points[0]).toEqual(at(89, 54));
    if (kinds[kind].clicks > 1) expect(drawing?.points[1]).toEqual(at(79, 53));
    expect(board.state.tool).toBeNull();
  });

  it('move the selected drawing by bar and tick, delete it, undo and redo', () => {
    const { board, press } = setUp();
    board.add(oneOfEach.trendLine);
    press('ArrowRight');
    press('ArrowUp', { shiftKey: true });
    expect(board.state.drawings[0]?.points).toEqual([at(21, 40.1), at(61, 60.1)]);
    press('Delete');
    expect(board.state.drawings).toEqual([]);
    press('z', { ctrlKey: true });
    press('z', { metaKey: true });
    expect(board.state.drawings).toEqual([oneOfEach.trendLine]);
    press('Z', { ctrlKey: true, shiftKey: true });
    expect(board.state.drawings[0]?.points[0]).toEqual(at(21, 40.1));
  });

  it('leave a locked drawing alone', () => {
    const { board, press } = setUp();
    const locked = { ...oneOfEach.trendLine, isLocked: true };
    board.add(locked);
    press('ArrowRight');
    press('Delete');
    expect(board.state.drawings).toEqual([locked]);
  });

  it('Tab goes through all that can be seen and then on; Escape lets it leave at once', () => {
    const { board, keys, press } = setUp();
    board.add(oneOfEach.trendLine);
    board.add({ ...oneOfEach.ray, isHidden: true });
    board.add(oneOfEach.channel);
    board.select(null);
    expect([press('Tab'), board.state.selected]).toEqual([true, 'trendLine']);
    expect([press('Tab'), board.state.selected]).toEqual([true, 'channel']);
    expect([press('Tab'), board.state.selected]).toEqual([false, null]);
    expect([press('Tab', { shiftKey: true }), board.state.selected]).toEqual([true, 'channel']);
    expect(press('Escape')).toBe(true);
    expect(press('Tab')).toBe(false);
    keys.arrived();
    expect(press('Tab')).toBe(true);
  });

  it('Escape ends one thing after the other, and is the page’s when there is none', () => {
    const { board, click, press } = setUp();
    board.add(oneOfEach.ray);
    board.choose('trendLine');
    click(200, 240);
    press('Escape');
    expect(board.state).toMatchObject({ tool: 'trendLine', draft: null });
    press('Escape');
    expect(board.state.tool).toBeNull();
    expect(press('Escape')).toBe(false);
  });

  it('Enter asks for the style of what is selected, and others are the chart’s', () => {
    const { board, press, entered } = setUp();
    expect(press('ArrowLeft')).toBe(false);
    expect(press('Enter')).toBe(false);
    expect(press('t')).toBe(false);
    board.add(oneOfEach.ray);
    expect(press('Enter')).toBe(true);
    expect(entered()).toBe(1);
  });
});
