import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { At } from '@/testing/at';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Instrument } from '../api/types';
import { emptyDraft, type OrderDraft } from '../domain/orderDraft';
import { Ticket } from './Ticket';

const session = (opens: string, closes: string, dayEnds = closes) => ({ opens, closes, dayEnds });
/** The second has a break at noon. */
const items = [
  session('2026-11-27T14:30:00Z', '2026-11-27T18:00:00Z'),
  session('2026-11-30T14:30:00Z', '2026-11-30T16:00:00Z', '2026-11-30T21:00:00Z'),
  session('2026-11-30T17:00:00Z', '2026-11-30T21:00:00Z'),
];

const instrument: Instrument = {
  simulated: false,
  symbol: 'AAPL',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 2,
  minQuantity: 0.01,
  minNotional: 1,
  sessions: items,
  source: 'simulated',
};

const account = {
  id: 'a1',
  name: 'Practice',
  currency: 'USD',
  equity: 100_000,
  buyingPower: 100_000,
  leverage: 1,
};

const quote = { symbol: 'AAPL', time: 0, bid: 99, ask: 101, last: 100 };

function show(time: string, of: Partial<Instrument> = {}) {
  const calls = serve({
    'GET /api/trading/paper/overview': { status: 200, body: { accounts: [account], accountId: account.id } },
    'GET /api/trading/paper/order-costs': { status: 503, body: {} },
    'GET /api/trading/symbols/AAPL/sessions': { status: 200, body: { aroundTheClock: false, items } },
  });
  const drafts = new Map<string, OrderDraft>([
    ['AAPL', { ...emptyDraft, type: 'limit', quantity: '1', limitPrice: '90' }],
  ]);
  renderPage(
    <At time={time} quote={quote}>
      <Ticket instrument={{ ...instrument, ...of }} drafts={drafts} />
    </At>,
  );
  return calls.filter(({ path }) => path.endsWith('/sessions'));
}

async function chooseDay() {
  const person = userEvent.setup();
  await screen.findByText('$100,000.00');
  await person.click(screen.getByRole('button', { name: /Advanced/ }));
  await person.selectOptions(await screen.findByLabelText('Works'), 'day');
  return person;
}

beforeEach(async () => {
  signIn();
  await switchLanguage('en');
});

describe('the ticket of a symbol with a calendar', () => {
  it.each([
    [
      '2026-11-28T10:00:00Z',
      /^The market is closed and opens on Monday at 14:30\. An order .* waits for the next price/,
    ],
    ['2026-11-30T16:30:00Z', /^The market is closed and opens at 17:00\./],
  ])('says that the market is closed before an order is sent: %s', async (time, said) => {
    show(time);
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('says nothing of it while the market is open', async () => {
    show('2026-11-27T15:00:00Z');
    await chooseDay();
    await screen.findByText('until 18:00 today');
    expect(screen.queryByText(/The market is closed/)).toBeNull();
  });

  it.each([
    ['while it is open', '2026-11-27T15:00:00Z', 'until 18:00 today'],
    ['while it is closed', '2026-11-28T10:00:00Z', 'until 21:00 on Monday'],
    ['before a break', '2026-11-30T15:00:00Z', 'until 21:00 today'],
  ])('says when an order for the day ends, %s, and again before it is sent', async (_, time, said) => {
    show(time);
    const person = await chooseDay();
    await screen.findByText(said);
    await person.click(screen.getByRole('button', { name: 'Review buy order' }));
    const dialog = await screen.findByRole('dialog', { name: 'Buy AAPL?' });
    expect(await within(dialog).findByText(said)).toBeTruthy();
  });

  it('says so in Spanish, too', async () => {
    await switchLanguage('es');
    show('2026-11-28T10:00:00Z');
    expect(await screen.findByText(/^El mercado está cerrado y abre el lunes a las 14:30\./)).toBeTruthy();
  });
});

it('ends the day of a symbol without a calendar at midnight UTC, and asks for no sessions', async () => {
  const calls = show('2026-11-28T10:00:00Z', { sessions: null });
  await chooseDay();
  expect(await screen.findByText('until 00:00 on Sunday')).toBeTruthy();
  expect(calls).toHaveLength(0);
});

it('does not name a moment where the feed replays bars', async () => {
  show('2026-11-28T10:00:00Z', { source: 'replay' });
  await chooseDay();
  expect(await screen.findByText('It ends with the trading day, by the clock of the replay.')).toBeTruthy();
  expect(screen.queryByText(/The market is closed/)).toBeNull();
});
