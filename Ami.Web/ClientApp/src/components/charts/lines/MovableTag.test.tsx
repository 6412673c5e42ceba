import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useReducer } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '@/testing/render';
import type { LineLayer } from './lineLayer';
import type { ChartLine } from './lines';
import { MovableTag } from './MovableTag';

const layer = {
  tag: vi.fn(() => vi.fn()),
  move: vi.fn(),
  asideOf: vi.fn(() => 0),
  // A pixel is a tenth of a price, downward.
  priceAt: (y: number) => 110 - y / 10,
} as unknown as LineLayer;

beforeEach(() => vi.clearAllMocks());

function show(to = vi.fn(() => Promise.resolve()), remove?: ChartLine['remove']) {
  const move = { name: 'Stop-loss: Sell 2', to };
  const line = { id: 'stop', price: 100, label: 'SL', tone: 'stopLoss' as const, move, remove };
  renderPage(<MovableTag layer={layer} line={line} move={move} digits={2} />);
  const tag = screen.getByRole('slider', { name: /Stop-loss: Sell 2/ });
  Object.assign(tag, { setPointerCapture: vi.fn() });
  return { tag, to };
}

describe('MovableTag', () => {
  it('moves by keys, keeps the price with Enter and says where it stands', async () => {
    const { tag, to } = show();
    tag.focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{Shift>}{ArrowDown}{/Shift}{PageUp}');
    expect(tag.getAttribute('aria-valuetext')).toBe('100.92');
    expect(layer.move).toHaveBeenLastCalledWith('stop', 100.92);
    await userEvent.keyboard('{Enter}');
    expect(to).toHaveBeenCalledExactlyOnceWith(100.92);
    await waitFor(() => expect(tag.getAttribute('aria-valuetext')).toBe('100.00'));
  });

  it.each(['{Escape}', '{Tab}'])('goes back with %s and changes nothing', async (keys) => {
    const { tag, to } = show();
    tag.focus();
    await userEvent.keyboard(`{ArrowDown}${keys}`);
    expect(tag.getAttribute('aria-valuetext')).toBe('100.00');
    expect(layer.move).toHaveBeenLastCalledWith('stop', null);
    expect(to).not.toHaveBeenCalled();
  });

  it('is taken away with Delete or its button, and nothing is moved by that', async () => {
    const ask = vi.fn();
    const to = vi.fn(() => Promise.resolve());
    const { tag } = show(to, { name: 'Delete it', ask });
    expect(tag.getAttribute('aria-label')).toContain('Delete deletes it.');
    tag.focus();
    await userEvent.keyboard('{ArrowUp}{Delete}');
    expect(ask).toHaveBeenCalledOnce();
    expect(tag.getAttribute('aria-valuetext')).toBe('100.00');
    await userEvent.click(screen.getByRole('button', { name: 'Delete it' }));
    expect(ask).toHaveBeenCalledTimes(2);
    expect(to).not.toHaveBeenCalled();
  });

  it('is moved as it was when it was taken, whatever came meanwhile', async () => {
    const [before, after] = [vi.fn(() => Promise.resolve()), vi.fn(() => Promise.resolve())];
    function Changed() {
      const [to, change] = useReducer(() => after, before);
      const move = { name: 'Alert', to };
      const line = {
        id: 'alert',
        price: to === before ? 100 : 120,
        label: 'A',
        tone: 'alert' as const,
        move,
      };
      return (
        <>
          <button onClick={change}>Elsewhere</button>
          <MovableTag layer={layer} line={line} move={move} digits={2} />
        </>
      );
    }
    renderPage(<Changed />);
    screen.getByRole('slider', { name: /Alert/ }).focus();
    await userEvent.keyboard('{ArrowUp}');
    act(() => screen.getByText('Elsewhere').click());
    await userEvent.keyboard('{Enter}');
    expect(before).toHaveBeenCalledExactlyOnceWith(100.01);
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(after).toHaveBeenCalledExactlyOnceWith(120.01);
  });

  it('keeps Delete on its button from what is selected behind it', async () => {
    const ask = vi.fn();
    show(undefined, { name: 'Delete it', ask });
    const behind = vi.fn();
    window.addEventListener('keydown', behind, { once: true });
    screen.getByRole('button', { name: 'Delete it' }).focus();
    await userEvent.keyboard('{Delete}');
    expect(ask).toHaveBeenCalledOnce();
    expect(behind).not.toHaveBeenCalled();
  });

  it('leaves Delete to the chart where nothing can be taken away', async () => {
    const { tag } = show();
    const pressed = vi.fn();
    window.addEventListener('keydown', pressed, { once: true });
    tag.focus();
    await userEvent.keyboard('{Delete}');
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('is dragged, and changes once, where it is let go', async () => {
    const { tag, to } = show();
    fireEvent.pointerDown(tag, { button: 0, pointerId: 1, clientY: 0 });
    fireEvent.pointerMove(tag, { pointerId: 1, clientY: 50 });
    fireEvent.pointerMove(tag, { pointerId: 1, clientY: 40 });
    expect(to).not.toHaveBeenCalled();
    fireEvent.pointerUp(tag, { pointerId: 1, clientY: 40 });
    await waitFor(() => expect(to).toHaveBeenCalledExactlyOnceWith(106));
  });

  it('is dragged by how far it stands from its line, which stays where it was taken', async () => {
    vi.mocked(layer.asideOf).mockReturnValueOnce(20);
    const { tag, to } = show();
    fireEvent.pointerDown(tag, { button: 0, pointerId: 1, clientY: 120 });
    fireEvent.pointerMove(tag, { pointerId: 1, clientY: 130 });
    fireEvent.pointerUp(tag, { pointerId: 1, clientY: 130 });
    // A tag at 0 whose line is 20 above it: ten pixels down from there.
    await waitFor(() => expect(to).toHaveBeenCalledExactlyOnceWith(111));
  });

  it('takes nothing while the last move is still being made', async () => {
    let end = () => {};
    const to = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const { tag } = show(to);
    tag.focus();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowUp}{Enter}');
    expect(to).toHaveBeenCalledExactlyOnceWith(100.01);
    expect(tag.getAttribute('aria-busy')).toBe('true');
    end();
    await waitFor(() => expect(tag.getAttribute('aria-busy')).toBe('false'));
  });
});
