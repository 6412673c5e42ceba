import { act, screen, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import { desk } from '../commands/desk';
import { withCount } from './body';
import LayoutButton from './LayoutButton';
import { useLayouts } from './useLayouts';

let layouts: ReturnType<typeof useLayouts>[1];

/** Charts as the grid makes them: the second one is the active one while there are several. */
function Charts() {
  const [{ body, epoch }, held] = useLayouts();
  useEffect(() => {
    layouts = held;
  });
  return (
    <>
      <button type="button">Elsewhere</button>
      {body.charts.map((_, index) => (
        <div
          key={`${epoch} ${index}`}
          data-chart={index}
          data-active={index === 1 || undefined}
          tabIndex={-1}
        >
          <div role="application" aria-label={`Chart ${index + 1}`} tabIndex={-1} />
          {index === 0 && <LayoutButton onNext={() => undefined} />}
        </div>
      ))}
    </>
  );
}

const chart = (n: number) => screen.getByRole('application', { name: `Chart ${n}` });
const focused = () => document.activeElement?.getAttribute('aria-label');

beforeEach(async () => {
  localStorage.clear();
  await switchLanguage('en');
  signIn();
  serve({ 'GET /api/trading/layouts': { status: 200, body: { items: [] } } });
  renderPage(<Charts />);
  act(() => layouts.edit((body) => withCount(body, 1)));
  act(() => layouts.edit((body) => withCount(body, 2)));
});

it('leaves the focus on the active chart when a change is taken back or made again', async () => {
  // A change of its own, not one with those before it.
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 1_000);
  act(() => layouts.edit((body) => ({ ...body, panels: { side: 31 } })));
  now.mockRestore();
  const before = chart(2);
  act(() => before.focus());
  act(() => desk.now().layout?.undo());
  expect(before.isConnected).toBe(false);
  await waitFor(() => expect(focused()).toBe('Chart 2'));
  act(() => desk.now().layout?.redo());
  await waitFor(() => expect(focused()).toBe('Chart 2'));
});

it('brings the focus from the menu to the chart that is left, where a key brings the others back', async () => {
  act(() => screen.getByRole('button', { name: 'Layout of charts' }).focus());
  act(() => desk.now().layout?.setCount(1));
  await waitFor(() => expect(focused()).toBe('Chart 1'));
});

it('leaves the focus where it is when that is on no chart', async () => {
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus());
  act(() => desk.now().layout?.setCount(1));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  expect(document.activeElement?.textContent).toBe('Elsewhere');
});
