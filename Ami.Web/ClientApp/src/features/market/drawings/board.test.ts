import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { createBoard, type Trouble } from './board';
import type { Drawing } from './kinds';
import { createMemory, settled } from './testing/memory';
import { at, chance, drawn, oneOfEach } from './testing/sample';

function setUp() {
  const memory = createMemory();
  const board = createBoard({ remote: memory.remote, pause: () => Promise.resolve() });
  const troubles: Trouble[] = [];
  board.onTrouble((trouble) => troubles.push(trouble));
  const there = () => [...memory.kept.values()].map(({ drawing }) => drawing);
  return { memory, board, troubles, there };
}

const line = oneOfEach.trendLine;
const higher: Drawing = { ...line, points: [at(20, 45), at(60, 65)] };

beforeEach(() => localStorage.clear());

describe('what is drawn', () => {
  it('is on the server, and so is its undoing and redoing', async () => {
    const { board, there } = setUp();
    board.add(line);
    board.change(higher);
    await settled();
    expect(there()).toEqual([higher]);
    board.undo();
    await settled();
    expect(there()).toEqual([line]);
    board.undo();
    await settled();
    expect(there()).toEqual([]);
    expect(board.state).toMatchObject({ drawings: [], canUndo: false, canRedo: true });
    board.redo();
    board.redo();
    await settled();
    expect(there()).toEqual([higher]);
    board.remove([line.id]);
    await settled();
    expect(there()).toEqual([]);
    board.undo();
    await settled();
    expect(there()).toEqual([higher]);
    expect(board.state.saving).toBe('saved');
  });

  it('is sent once for many moves while an answer is awaited', async () => {
    const { board, memory, there } = setUp();
    const open = memory.hold();
    board.add(line);
    for (let n = 1; n <= 20; n++) board.change({ ...line, points: [at(n, 41), at(60, 60)] }, 'nudge');
    expect(board.state.saving).toBe('saving');
    open();
    await settled();
    expect(memory.calls).toEqual(['put trendLine 0', 'put trendLine 1']);
    expect(there()[0]?.points[0]).toEqual(at(20, 41));
  });

  it('is sent again until there is an answer', async () => {
    const { board, memory, there } = setUp();
    const states: string[] = [];
    board.subscribe(() => states.push(board.state.saving));
    memory.lose('before');
    memory.lose('before', new ApiError(503, 'server.busy', 'Busy.'));
    board.add(line);
    await settled();
    expect(there()).toEqual([line]);
    expect(states).toContain('retrying');
    expect(board.state.saving).toBe('saved');
  });

  it('survives answers that are lost, at each of its steps', async () => {
    for (const when of ['before', 'after'] as const) {
      const { board, memory, there, troubles } = setUp();
      memory.lose(when);
      board.add(line);
      board.change(higher);
      await settled();
      expect(there()).toEqual([higher]);
      memory.lose(when);
      board.change(line);
      board.undo();
      await settled();
      expect(there()).toEqual([higher]);
      memory.lose(when);
      board.remove([line.id]);
      await settled();
      expect(there()).toEqual([]);
      expect(troubles).toEqual([]);
    }
  });

  it('leaves nothing behind when it is taken back before its first answer was lost', async () => {
    const { board, memory, there } = setUp();
    const open = memory.hold();
    memory.lose('after');
    board.add(line);
    board.undo();
    open();
    await settled();
    expect(there()).toEqual([]);
  });

  it('is the same here and on the server after whatever was done, over a bad line', async () => {
    const next = chance(77);
    const { board, memory, there, troubles } = setUp();
    for (let n = 0; n < 400; n++) {
      if (next() < 0.2) memory.lose(next() < 0.5 ? 'before' : 'after');
      const any = board.state.drawings[Math.floor(next() * board.state.drawings.length)];
      const what = next();
      if (what < 0.3 || !any) board.add(drawn('ray', [at(n, 1 + n), at(n + 1, 2 + n)], { id: `d${n}` }));
      else if (what < 0.55) board.change({ ...any, points: [at(n, 1), at(n, 2)] });
      else if (what < 0.65) board.remove([any.id]);
      else if (what < 0.85) board.undo();
      else board.redo();
      if (next() < 0.3) await settled();
    }
    for (let n = 0; n < 20; n++) await settled();
    const byId = (a: Drawing, b: Drawing) => a.id.localeCompare(b.id);
    expect(there().toSorted(byId)).toEqual(board.state.drawings.toSorted(byId));
    expect(troubles).toEqual([]);
    expect(board.state.saving).toBe('saved');
  });
});

describe('what another window did', () => {
  it('is shown instead of what could not be saved, said, and not ours to undo', async () => {
    const { board, memory, troubles } = setUp();
    board.add(line);
    await settled();
    memory.kept.set(line.id, { drawing: higher, version: 2 });
    board.change({ ...line, isLocked: true });
    await settled();
    expect(board.state.drawings).toEqual([higher]);
    expect(troubles).toMatchObject([{ why: 'elsewhere', there: higher }]);
    expect(board.state.canUndo).toBe(false);
    board.change({ ...higher, isLocked: true });
    await settled();
    expect(memory.kept.get(line.id)?.version).toBe(3);
  });

  it('is taken over when it deleted', async () => {
    const { board, memory, troubles } = setUp();
    board.add(line);
    await settled();
    memory.kept.clear();
    board.change(higher);
    await settled();
    expect(board.state.drawings).toEqual([]);
    expect(troubles).toMatchObject([{ why: 'elsewhere', there: null }]);
  });

  it('comes with loading again, and what is on its way stays', async () => {
    const { board, memory } = setUp();
    await board.load();
    expect(board.state.status).toBe('ready');
    board.add(line);
    await settled();
    memory.kept.set('other', { drawing: { ...oneOfEach.ray, id: 'other' }, version: 1 });
    const open = memory.hold();
    board.change(higher);
    const loading = board.load();
    open();
    await loading;
    await settled();
    expect(board.state.drawings.map(({ id }) => id).toSorted()).toEqual(['other', line.id]);
    expect(board.find(line.id)).toEqual(higher);
  });
});

it('what another window changed is not undone here, once it is seen', async () => {
  const { board, memory } = setUp();
  board.add(line);
  board.add(oneOfEach.ray);
  await settled();
  memory.kept.set(line.id, { drawing: higher, version: 2 });
  await board.load();
  board.undo();
  board.undo();
  await settled();
  expect(board.state.drawings).toEqual([higher]);
  expect([...memory.kept.keys()]).toEqual([line.id]);
});

it('what is refused is as it was before, and said', async () => {
  const { board, memory, troubles } = setUp();
  memory.lose('before', new ApiError(409, 'market.too_many_drawings', 'Too many.'));
  board.add(line);
  await settled();
  expect(board.state).toMatchObject({ drawings: [], canUndo: false, saving: 'saved' });
  expect(troubles).toMatchObject([{ why: 'refused', error: { code: 'market.too_many_drawings' } }]);
});

it('says that drawings could not be loaded, and shows them later', async () => {
  const { board, memory } = setUp();
  memory.kept.set(line.id, { drawing: line, version: 1 });
  memory.lose('before');
  await board.load();
  expect(board.state.status).toBe('failed');
  await board.load();
  expect(board.state).toMatchObject({ status: 'ready', drawings: [line] });
});
