import { expect, it, vi } from 'vitest';
import { adjustedBoard } from './adjustedBoard';
import { createBoard } from './board';
import type { Drawing } from './kinds';

const split = 1_000;
const at = (t: number) => (t < split ? 0.25 : 1);

const line: Drawing = {
  id: 'a',
  kind: 'trendLine',
  points: [
    { t: 500, price: 400 },
    { t: 1_500, price: 100 },
  ],
  style: { color: 'blue', width: 1, dash: 'solid', levels: null },
  text: null,
  isLocked: false,
  isHidden: false,
};

function boards() {
  const remote = {
    list: () => Promise.resolve([]),
    put: vi.fn(() => new Promise<never>(() => {})),
    remove: vi.fn(),
  };
  const board = createBoard({ remote, pause: () => Promise.resolve() });
  return { board, adjusted: adjustedBoard(board, at), remote };
}

it('shows anchors at the adjusted price of their bars, and keeps what was traded there', () => {
  const { board, adjusted } = boards();
  board.add(line);
  expect(adjusted.state.drawings[0]?.points.map(({ price }) => price)).toEqual([100, 100]);
  expect(adjusted.selected()?.points[0]).toEqual({ t: 500, price: 100 });
  const shown = adjusted.state.drawings[0] as Drawing;
  adjusted.change({
    ...shown,
    points: [
      { t: 500, price: 101 },
      { t: 1_500, price: 101 },
    ],
  });
  expect(board.state.drawings[0]?.points.map(({ price }) => price)).toEqual([404, 101]);
  adjusted.show({ cursor: { t: 500, price: 50 } });
  expect(board.state.cursor).toEqual({ t: 500, price: 200 });
  expect(adjusted.state.cursor).toEqual({ t: 500, price: 50 });
});

it('gives the same drawings as long as none changes', () => {
  const { board, adjusted } = boards();
  board.add(line);
  const { drawings } = adjusted.state;
  board.show({ away: true });
  expect(adjusted.state.drawings).toBe(drawings);
  expect(adjusted.state.drawings[0]).toBe(adjusted.find('a'));
  expect(adjusted.state).toBe(adjusted.state);
});

it('keeps a position whole that reaches over a split', () => {
  const { board, adjusted } = boards();
  const position: Drawing = {
    ...line,
    kind: 'longPosition',
    points: [
      { t: 500, price: 100 },
      { t: 1_500, price: 90 },
      { t: 1_500, price: 120 },
    ],
  };
  adjusted.add(position);
  expect(board.state.drawings[0]?.points.map(({ price }) => price)).toEqual([400, 360, 480]);
});
