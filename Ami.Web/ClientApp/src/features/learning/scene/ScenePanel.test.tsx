import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Scene, SceneResult } from '../api/scenes';
import ScenePanel from './ScenePanel';
import { scenePath, sceneOf, serveScene } from './sceneServer';

// There is no canvas here; what the chart shows is in its name, its table and its fields.
vi.mock('./sceneChart', () => ({
  lineTones: ['accent'],
  createSceneChart: () => ({
    show: () => undefined,
    recolor: () => undefined,
    reach: () => undefined,
    remove: () => undefined,
    attach: () => () => undefined,
  }),
}));

const show = (isFixed = false) =>
  renderPage(<ScenePanel place={{ lesson: 'q1', attempt: 'a1', position: 1 }} isFixed={isFixed} isKnown />);
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const lost = { status: 503, body: {} };
const order = {
  number: 1,
  side: 'buy',
  type: 'limit',
  role: 'entry',
  entry: null,
  quantity: 2,
  price: 99,
  stop: 97,
  target: null,
  status: 'working',
} as const;

beforeEach(async () => {
  signIn();
  localStorage.clear();
  await switchLanguage('en');
});

describe('the ticket', () => {
  it('places an order by its risk, and says what that means before', async () => {
    const server = serveScene(sceneOf());
    show();
    await userEvent.click(await button('Place order'));
    expect(screen.getByText('Risk needs a stop. Set one, or choose a quantity.')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: 'Stop-loss' }), '98');
    await userEvent.type(screen.getByRole('textbox', { name: 'Take-profit' }), '104');
    expect(screen.getByText(/^(9\d\.\d\d|100\.00) · (0\.9\d|1\.00)%$/)).toBeTruthy();
    expect(screen.getByText('2.00 : 1')).toBeTruthy();
    await userEvent.dblClick(await button(/^Buy \d/));
    await waitFor(() => expect(server.made()).toHaveLength(1));
    expect(server.made()[0]?.move).toMatchObject({
      kind: 'place',
      side: 'buy',
      type: 'market',
      stop: 98,
      target: 104,
    });
    expect(server.made()[0]?.version).toBe(0);
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Stop-loss' })).toHaveProperty('value', ''),
    );
  });

  it('moves a price by its smallest step with the arrows, in the language', async () => {
    await switchLanguage('es');
    serveScene(sceneOf());
    show();
    const stop = await screen.findByRole('textbox', { name: 'Stop de pérdida' });
    await userEvent.type(stop, '98,5{ArrowUp}{Shift>}{ArrowUp}{/Shift}');
    expect(stop).toHaveProperty('value', '98,511');
  });

  it('says why the market does not take an order, and keeps it for correction', async () => {
    serveScene(sceneOf(), () => ({
      status: 409,
      body: { code: 'learning.move_refused', reason: 'buyingPower' },
    }));
    show();
    await userEvent.type(await screen.findByRole('textbox', { name: 'Stop-loss' }), '98');
    await userEvent.click(await button(/^Buy \d/));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Not taken: The account cannot hold so much. Make it smaller.',
    );
    expect(screen.getByRole('textbox', { name: 'Stop-loss' })).toHaveProperty('value', '98');
  });
});

describe('time', () => {
  it('goes on by keys, one move at a time, and is said', async () => {
    const server = serveScene(sceneOf());
    show();
    await screen.findByText('0 of 20');
    await userEvent.keyboard('{ArrowRight}');
    expect(server.made()).toEqual([]);
    await userEvent.click(screen.getByText('0 of 20'));
    await userEvent.keyboard('{ArrowRight}');
    expect(await screen.findByText('1 of 20')).toBeTruthy();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(await screen.findByText('6 of 20')).toBeTruthy();
    expect(server.made().map(({ version, move }) => [version, move.bars])).toEqual([
      [0, 1],
      [1, 5],
    ]);
    expect(await screen.findByText(/bars? on\. Price 100\.000\./)).toBeTruthy();
    await userEvent.keyboard('s');
    expect(document.activeElement?.getAttribute('data-side')).toBe('sell');
  });

  it('plays until it is paused, and stops when the page is hidden', async () => {
    const server = serveScene(sceneOf());
    show();
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Bars a second' }), '4');
    await userEvent.keyboard('{Tab} ');
    await userEvent.click(await button('Play'));
    await screen.findByText('2 of 20');
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await button('Play')).toBeTruthy();
    hidden.mockRestore();
    await waitFor(() => expect(screen.getByText(`${server.at.scene.played} of 20`)).toBeTruthy());
  });

  it('keeps a move that could not be sent, and sends the same again, also after the page was closed', async () => {
    let isAway = true;
    const server = serveScene(sceneOf(), () => (isAway ? lost : null));
    show();
    await userEvent.click(await button('Next bar'));
    expect((await screen.findByRole('alert')).textContent).toContain('Your move is kept and sent again.');
    cleanup();
    isAway = false;
    show();
    expect(await screen.findByText('1 of 20')).toBeTruthy();
    expect(new Set(server.made().map((made) => JSON.stringify(made))).size).toBe(1);
    expect(localStorage.getItem('ami.scene.a1.1')).toBeNull();
  });

  it('shows what another device did, and does not make the move', async () => {
    const theirs = sceneOf({ version: 4, played: 9, left: 11 });
    serveScene(sceneOf(), () => ({ status: 409, body: { code: 'learning.scene_moved', current: theirs } }));
    show();
    await userEvent.click(await button('Next bar'));
    expect(await screen.findByText('9 of 20')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('went on elsewhere');
  });
});

describe('while a move is on its way', () => {
  /** A server that keeps its answers to itself until it is let. */
  function serveSlowly(first: Scene) {
    const server = serveScene(first);
    const { fetch } = globalThis;
    const held: (() => void)[] = [];
    vi.stubGlobal('fetch', async (request: Request) => {
      if (request.method === 'POST') await new Promise<void>((resolve) => held.push(resolve));
      return fetch(request);
    });
    return { ...server, held };
  }

  it('keeps one order, stops playing, and gives the order next', async () => {
    const server = serveSlowly(sceneOf({ sizeByRisk: false }));
    show();
    await userEvent.type(await screen.findByRole('textbox', { name: 'Quantity' }), '2');
    await userEvent.click(await button('Play'));
    await waitFor(() => expect(server.held).toHaveLength(1), { timeout: 3000 });
    await userEvent.dblClick(await button(/^Buy \d/));
    expect(await button('Play')).toBeTruthy();
    server.held[0]?.();
    await waitFor(() => expect(server.held).toHaveLength(2));
    server.held[1]?.();
    await waitFor(() => expect(server.made()).toHaveLength(2));
    expect(server.made().map(({ version, move }) => [version, move.kind])).toEqual([
      [0, 'step'],
      [1, 'place'],
    ]);
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Quantity' })).toHaveProperty('value', ''),
    );
    expect(server.held).toHaveLength(2);
  });
});

describe('orders', () => {
  it('moves and cancels what waits', async () => {
    const server = serveScene(sceneOf({ orders: [order] }));
    show();
    const panel = await screen.findByRole('region', { name: 'Position and orders' });
    const stop = within(panel).getByRole('textbox', { name: 'Stop-loss' });
    await userEvent.clear(stop);
    await userEvent.type(stop, '96.5{Enter}');
    await waitFor(() => expect(server.made()[0]?.move).toEqual({ kind: 'amend', order: 1, stop: 96.5 }));
    await waitFor(() =>
      expect(within(panel).getByRole('button', { name: 'Cancel order 1' })).toHaveProperty('disabled', false),
    );
    await userEvent.click(within(panel).getByRole('button', { name: 'Cancel order 1' }));
    await waitFor(() => expect(server.made()[1]?.move).toEqual({ kind: 'cancel', order: 1 }));
  });

  it('asks before it finishes, and says what that closes', async () => {
    const server = serveScene(sceneOf({ orders: [order] }));
    show();
    await userEvent.click(await button('Finish exercise'));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/closed at the last price/)).toBeTruthy();
    expect(server.made()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Finish exercise' }));
    await waitFor(() => expect(server.made()[0]?.move).toEqual({ kind: 'finish' }));
  });
});

const result: SceneResult = {
  r: 1.62,
  grossR: 1.75,
  costR: 0.13,
  hasTraded: true,
  after: { t: [947_000_000], o: [1], h: [1], l: [1], c: [1], v: [1] },
  checks: [
    {
      key: 'risk',
      text: { es: 'Arriesga 1 %', en: 'Risk 1%' },
      why: { es: 'Porque sí', en: 'A streak' },
      points: 2,
      passed: false,
    },
  ],
  reference: { side: 'none', entry: null, stop: null, target: null, r: null, exitBy: null },
};

describe('the end', () => {
  it('tells the result, the checks with their reasons, and what was shown', async () => {
    serveScene(sceneOf({ isOver: true, symbol: 'BTC-SIM', startsAt: '2025-06-02T00:00:00Z', result }));
    show(true);
    expect(await screen.findByText('+1.62 R')).toBeTruthy();
    expect(screen.getByText('0.13 R')).toBeTruthy();
    expect(screen.getByText('Risk 1%')).toBeTruthy();
    expect(screen.getByText('Not met')).toBeTruthy();
    expect(screen.getByText(/A streak/)).toBeTruthy();
    expect(screen.getByText('No trade: the rules of the lesson are not met here.')).toBeTruthy();
    expect(screen.getByText(/This was BTC-SIM from Jun 2, 2025, 00:00/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Next bar' })).toBeNull();
  });

  it('says that right answers are shown later, and that nothing was traded', async () => {
    const quiet = {
      ...result,
      r: null,
      grossR: null,
      costR: null,
      hasTraded: false,
      checks: null,
      reference: null,
    };
    serveScene(sceneOf({ isOver: true, result: quiet }));
    show(true);
    expect(await screen.findByText('You did not trade.')).toBeTruthy();
    expect(screen.getByText('What was asked for is shown when right answers are.')).toBeTruthy();
  });

  it('explains that there is no history yet, and tries again', async () => {
    let isEmpty = true;
    serve({
      [`GET ${scenePath}`]: () =>
        isEmpty
          ? { status: 409, body: { code: 'learning.scene_no_history' } }
          : { status: 200, body: sceneOf() },
    });
    show();
    expect(await screen.findByText('No history to practise on yet')).toBeTruthy();
    isEmpty = false;
    await userEvent.click(await button('Try again'));
    expect(await screen.findByText('0 of 20')).toBeTruthy();
  });
});
