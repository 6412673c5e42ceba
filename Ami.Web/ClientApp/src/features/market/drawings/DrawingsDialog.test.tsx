import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { createBoard } from './board';
import { DrawingsDialog } from './DrawingsDialog';
import { createMemory } from './testing/memory';
import { at, oneOfEach } from './testing/sample';
import { SelectedBar } from './SelectedBar';
import './texts';
import { ToolRail } from './ToolRail';
import { useBoard } from './useBoard';

function setUp() {
  const board = createBoard({ remote: createMemory().remote });
  function List() {
    const [editing, setEditing] = useState<string | null>(null);
    return (
      <DrawingsDialog
        board={board}
        symbol="BTC-SIM"
        digits={2}
        opened
        editing={editing}
        onEdit={setEditing}
        onClose={() => undefined}
      />
    );
  }
  return { board, List };
}

beforeEach(async () => {
  localStorage.clear();
  loadDialogs();
  await switchLanguage('en');
});

describe('the list of drawings', () => {
  it('does by names what a pointer does: locks, hides, deletes, undoes', async () => {
    const { board, List } = setUp();
    board.add(oneOfEach.trendLine);
    board.add(oneOfEach.longPosition);
    renderPage(<List />);
    const user = userEvent.setup();
    const row = (await screen.findByText('Trend line')).closest('tr');
    if (!row) throw new Error('No row.');
    expect(row.textContent).toContain('40.00 · 60.00');
    await user.click(within(row).getByRole('button', { name: /^Lock Trend line/ }));
    expect(board.find('trendLine')?.isLocked).toBe(true);
    expect(within(row).getByText('locked')).toBeTruthy();
    expect(within(row).getByRole('button', { name: /^Delete/ })).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: /^Hide Long position/ }));
    expect(board.find('longPosition')?.isHidden).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Delete all' }));
    expect(board.state.drawings.map(({ id }) => id)).toEqual(['trendLine']);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(board.state.drawings).toHaveLength(2);
  });

  it('takes exact prices and times, and says what is wrong with them', async () => {
    const { board, List } = setUp();
    board.add(oneOfEach.longPosition);
    renderPage(<List />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Edit Long position/ }));
    const stop = await screen.findByLabelText('Price of Stop');
    await user.clear(stop);
    await user.type(stop, 'x');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText('Write a price above 0.')).toBeTruthy();
    await user.clear(stop);
    await user.type(stop, '52.25');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText('The entry must stand between stop and target.')).toBeTruthy();
    await user.clear(stop);
    await user.type(stop, '47.25');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(board.find('longPosition')?.points).toEqual([at(20, 50), at(60, 47.25), at(60, 60)]);
  });
});

it('the tools are one stop of the Tab key, and arrows go through them', async () => {
  const { board } = setUp();
  const chosen: unknown[] = [];
  renderPage(<ToolRail board={board} onTool={(...what) => chosen.push(what)} onList={() => undefined} />);
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Trend line (Alt+T)');
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(chosen).toEqual([['horizontalLine', true]]);
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('List of drawings');
  // Undo and redo have nothing to do and are passed over.
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Magnet/);
  await user.tab();
  expect(screen.getByRole('toolbar').contains(document.activeElement)).toBe(false);
});

it('the style of a drawing is that of the next one, and of a template', async () => {
  const kept: unknown[] = [];
  const calls = serve({
    'GET /api/trading/drawing-templates': () => ({ status: 200, body: { items: kept } }),
  });
  const { board } = setUp();
  board.add(oneOfEach.fibRetracement);
  const shown = ['drawings'] as const;
  function Bar() {
    const drawing = useBoard(board, shown).drawings[0];
    return (
      drawing && (
        <SelectedBar
          board={board}
          drawing={drawing}
          dark={false}
          writing={false}
          onEdit={() => undefined}
          onLeave={() => undefined}
        />
      )
    );
  }
  renderPage(<Bar />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Style' }));
  await user.click(screen.getByRole('button', { name: 'Red' }));
  await user.click(screen.getByRole('button', { name: 'Dotted' }));
  await user.click(screen.getByRole('button', { name: '0.5' }));
  await user.type(screen.getByLabelText('Text'), 'Swing');
  expect(board.find('fibRetracement')).toMatchObject({
    text: 'Swing',
    style: { color: 'red', dash: 'dotted', levels: [0, 0.236, 0.382, 0.618, 0.786, 1] },
  });
  expect(board.styleFor('fibRetracement')).toMatchObject({ color: 'red', dash: 'dotted' });
  await waitFor(() => expect(calls).toHaveLength(1));
  board.undo();
  expect(board.find('fibRetracement')?.text).toBeNull();
});
