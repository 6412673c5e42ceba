import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useReducer } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { OrderDraft } from '../domain/orderDraft';
import { Ticket } from './Ticket';

const instrument = {
  simulated: true,
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.0001,
  minNotional: 1,
};

const account = {
  id: 'a1',
  name: 'Practice',
  currency: 'USD',
  equity: 100_000,
  buyingPower: 100_000,
  leverage: 1,
};

const overview = { status: 200, body: { accounts: [account], accountId: account.id } };
const placed = (calls: Call[]) => calls.filter(({ path }) => path.endsWith('/order'));

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fillLimitOrder() {
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: 'Limit' }));
  fill('Limit price', '2000');
  fill(/^Stop-loss/, '1990');
  fill(/^Take-profit/, '2030');
  return user;
}

describe('the order ticket', () => {
  it('sizes by risk, shows the order in full, and sends exact numbers with one key', async () => {
    const calls = serve({
      'GET /api/trading/paper/overview': overview,
      'POST /api/trading/paper/order': ({ body }) => ({ status: 201, body: body }),
    });
    renderPage(<Ticket instrument={instrument} />);
    await screen.findByText('$100,000.00');
    const user = await fillLimitOrder();
    await user.click(await screen.findByRole('button', { name: 'Use this size' }));
    expect(screen.getByLabelText<HTMLInputElement>('Quantity').value).toBe('50');

    await user.click(screen.getByRole('button', { name: 'Review buy order' }));
    const dialog = await screen.findByRole('dialog', { name: 'Buy BTC-SIM?' });
    expect(dialog.textContent).toContain('\u2212$500.00');
    expect(dialog.textContent).toContain('+$1,500.00');
    expect(dialog.textContent).toContain('3.00 : 1');
    expect(placed(calls)).toHaveLength(0);

    await user.click(within(dialog).getByRole('button', { name: 'Place buy order' }));
    await screen.findByLabelText('Quantity');
    expect(placed(calls)[0]?.body).toEqual({
      accountId: 'a1',
      symbol: 'BTC-SIM',
      side: 'buy',
      type: 'limit',
      quantity: 50,
      limitPrice: 2000,
      stopPrice: null,
      takeProfit: 2030,
      stopLoss: 1990,
    });
    expect(placed(calls)[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says before sending what a rule of the account will say', async () => {
    const rules = { riskPerTradePct: 1 };
    const look = {
      inForce: rules,
      wanted: rules,
      dayLossPct: 0,
      lossesInARow: 0,
      openSymbols: [],
      atRisk: [],
    };
    serve({
      'GET /api/trading/paper/overview': { status: 200, body: { ...overview.body, rules: look } },
    });
    renderPage(<Ticket instrument={instrument} />);
    await screen.findByText('$100,000.00');
    await fillLimitOrder();
    fill('Quantity', '40');
    expect(await screen.findByText(/risks 0\.40% of the equity; your rule allows 1\.00%/)).toBeTruthy();
    expect(screen.queryByText(/will be refused/)).toBeNull();
    fill('Quantity', '230');
    expect(await screen.findByText(/risks 2\.30% .* It will be refused\./)).toBeTruthy();
  });

  it('says which symbol it is about among several, and has what was typed for each', async () => {
    serve({ 'GET /api/trading/paper/overview': overview });
    const drafts = new Map<string, OrderDraft>();
    function Charts() {
      const [symbol, other] = useReducer((now) => (now === 'BTC-SIM' ? 'ETH-SIM' : 'BTC-SIM'), 'BTC-SIM');
      return (
        <>
          <Ticket key={symbol} instrument={{ ...instrument, symbol }} isNamed drafts={drafts} />
          <button onClick={other}>Other chart</button>
        </>
      );
    }
    renderPage(<Charts />);
    const user = await fillLimitOrder();
    const other = () => user.click(screen.getByText('Other chart'));
    await other();
    expect(screen.getByRole('form', { name: 'Order: ETH-SIM' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Stop-loss/).value).toBe('');
    expect(screen.queryByLabelText('Limit price')).toBeNull();
    await other();
    expect(screen.getByRole('form', { name: 'Order: BTC-SIM' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Stop-loss/).value).toBe('1990');
    expect(screen.getByLabelText<HTMLInputElement>('Limit price').value).toBe('2000');
  });

  it('says that a symbol is paused, and sends only what closes', async () => {
    const positions = [{ symbol: instrument.symbol, quantity: 2 }];
    const calls = serve({
      'GET /api/trading/paper/overview': { status: 200, body: { ...overview.body, positions } },
      'POST /api/trading/paper/order': ({ body }) => ({ status: 201, body }),
    });
    renderPage(<Ticket instrument={instrument} isPaused />);
    await screen.findByText('$100,000.00');
    const note = await screen.findByText(/Trading of BTC-SIM is paused.*close what you hold/);
    const user = await fillLimitOrder();
    fill('Quantity', '1');
    const buy = screen.getByRole<HTMLButtonElement>('button', { name: 'Review buy order' });
    expect([buy.disabled, buy.getAttribute('aria-describedby')]).toEqual([true, note.id]);
    fireEvent.submit(note.closest('form') ?? note);
    expect(screen.queryByRole('dialog', { name: 'Buy BTC-SIM?' })).toBeNull();

    await user.click(screen.getByRole('radio', { name: /^Sell/ }));
    const sell = screen.getByRole<HTMLButtonElement>('button', { name: 'Review sell order' });
    // It still has a target and a stop, which an order that closes has not.
    expect(sell.disabled).toBe(true);
    fill(/^Stop-loss/, '');
    fill(/^Take-profit/, '');
    expect(sell.disabled).toBe(false);
    fill('Quantity', '3');
    expect(sell.disabled).toBe(true);
    fill('Quantity', '2');
    await user.click(sell);
    const dialog = await screen.findByRole('dialog', { name: 'Sell BTC-SIM?' });
    await user.click(within(dialog).getByRole('button', { name: 'Place sell order' }));
    await vi.waitFor(() => expect(placed(calls)).toHaveLength(1));
  });

  async function reviewPausing() {
    function Pausing() {
      const [isPaused, turn] = useReducer((old: boolean) => !old, false);
      return (
        <>
          <button onClick={turn}>Staff</button>
          <Ticket instrument={instrument} isPaused={isPaused} />
        </>
      );
    }
    renderPage(<Pausing />);
    await screen.findByText('$100,000.00');
    const user = await fillLimitOrder();
    fill('Quantity', '1');
    await user.click(screen.getByRole('button', { name: 'Review buy order' }));
    return { user, dialog: await screen.findByRole('dialog', { name: 'Buy BTC-SIM?' }) };
  }

  it('closes the summary when the symbol is paused meanwhile, and keeps what was written', async () => {
    serve({ 'GET /api/trading/paper/overview': overview });
    await reviewPausing();
    fireEvent.click(screen.getByText('Staff'));
    await screen.findByText(/Trading of BTC-SIM is paused/);
    expect(screen.queryByRole('dialog', { name: 'Buy BTC-SIM?' })).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Quantity').value).toBe('1');
    fireEvent.click(screen.getByText('Staff'));
    await vi.waitFor(() => expect(screen.queryByText(/Trading of BTC-SIM is paused/)).toBeNull());
    expect(screen.queryByRole('dialog', { name: 'Buy BTC-SIM?' })).toBeNull();
  });

  it('goes on telling what became of an order that was sent when the symbol is paused', async () => {
    serve({
      'GET /api/trading/paper/overview': overview,
      'POST /api/trading/paper/order': {
        status: 409,
        body: { code: 'paper.symbol_paused', title: 'Paused', status: 409 },
      },
    });
    const { user, dialog } = await reviewPausing();
    await user.click(within(dialog).getByRole('button', { name: 'Place buy order' }));
    await within(dialog).findByRole('alert');
    fireEvent.click(screen.getByText('Staff'));
    await screen.findByText(/Trading of BTC-SIM is paused/);
    expect(screen.getByRole('dialog', { name: 'Buy BTC-SIM?' })).toBe(dialog);
  });

  it('keeps the order and explains when the server refuses it', async () => {
    serve({
      'GET /api/trading/paper/overview': overview,
      'POST /api/trading/paper/order': {
        status: 409,
        body: { code: 'paper.insufficient_buying_power', detail: 'Too large.' },
      },
    });
    renderPage(<Ticket instrument={instrument} />);
    await screen.findByText('$100,000.00');
    const user = await fillLimitOrder();
    fill('Quantity', '45');
    await user.click(screen.getByRole('button', { name: 'Review buy order' }));
    const dialog = await screen.findByRole('dialog', { name: 'Buy BTC-SIM?' });
    await user.click(within(dialog).getByRole('button', { name: 'Place buy order' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain(
      'larger than the account may hold',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(screen.getByLabelText<HTMLInputElement>('Quantity').value).toBe('45');
  });

  it('does not review what cannot be sent and leads to the first wrong field', async () => {
    serve({ 'GET /api/trading/paper/overview': overview });
    renderPage(<Ticket instrument={instrument} />);
    await screen.findByText('$100,000.00');
    const user = await fillLimitOrder();
    fill(/^Stop-loss/, '2010');
    fill('Quantity', '1');
    await user.click(screen.getByRole('button', { name: 'Review buy order' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Must be below 2,000.00.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(/^Stop-loss/));
  });

  it('keeps what few orders need out of the way, and sends it when it is chosen', async () => {
    const calls = serve({
      'GET /api/trading/paper/overview': overview,
      'POST /api/trading/paper/order': ({ body }) => ({ status: 201, body: body }),
    });
    renderPage(<Ticket instrument={instrument} />);
    await screen.findByText('$100,000.00');
    const user = await fillLimitOrder();
    expect(screen.queryByLabelText('Works')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Advanced' }));
    await user.selectOptions(await screen.findByLabelText('Works'), 'day');
    await user.click(screen.getByRole('checkbox', { name: /Post only/ }));
    fill('Stop-loss follows at', '1.5');
    fill('Quantity', '2');
    await user.click(screen.getByRole('button', { name: 'Advanced' }));
    expect(screen.getByRole('button', { name: 'Advanced (in use)' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Review buy order' }));
    const dialog = await screen.findByRole('dialog', { name: 'Buy BTC-SIM?' });
    expect(dialog.textContent).toContain('for the day');
    expect(dialog.textContent).toContain('post only');
    await user.click(within(dialog).getByRole('button', { name: 'Place buy order' }));
    await screen.findByLabelText('Quantity');
    expect(placed(calls)[0]?.body).toMatchObject({
      timeInForce: 'day',
      postOnly: true,
      trail: { unit: 'percent', value: 1.5 },
      stopLoss: 1990,
    });
  });
});
