import { expect, it, vi } from 'vitest';
import type { Board } from './board';
import type { ChartView, Gestures } from './gestures';
import { listenToPointers } from './pointers';

function listened() {
  const element = document.createElement('div');
  const over = vi.fn<Gestures['over']>(() => ({ id: 'line', grip: null }));
  const gestures = { down: () => false, move: () => {}, over } as unknown as Gestures;
  const view = { projection: () => ({ width: 300, height: 200 }) } as ChartView;
  listenToPointers(element, { state: { tool: null } } as Board, view, gestures);
  const move = (init: PointerEventInit) =>
    element.dispatchEvent(new PointerEvent('pointermove', { clientX: 10, clientY: 10, ...init }));
  return { element, over, move };
}

it('tells a pointer that only looks what is under it', () => {
  const { element, over, move } = listened();
  move({});
  expect(over).toHaveBeenCalledOnce();
  expect(element.style.cursor).toBe('pointer');
});

it('looks at no drawing while the chart is dragged', () => {
  const { over, move } = listened();
  move({ buttons: 1 });
  expect(over).not.toHaveBeenCalled();
});
