import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { withOther } from './compared';
import CompareDialog from './CompareDialog';

vi.mock('@/lib/flags/useFlags', () => ({ useFlags: () => () => true }));

const one = (symbol: string, name: string, intervals = ['1m', '1d']) => ({ symbol, name, intervals });

const compared = () => {
  const list = screen.queryByRole('list', { name: 'Compared symbols' });
  return list
    ? within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
    : [];
};

function Opened({ first }: { first: readonly string[] }) {
  const [kept, setKept] = useState(first);
  return (
    <CompareDialog
      symbol="AAA"
      interval="1m"
      others={kept}
      onAdd={(symbol) => setKept(withOther(kept, 'AAA', symbol))}
      onRemove={(symbol) => setKept(kept.filter((each) => each !== symbol))}
      onClose={() => undefined}
    />
  );
}

function open(first: readonly string[] = []) {
  serve({
    'GET /api/trading/symbols': {
      status: 200,
      body: {
        items: [
          one('AAA', 'Its own'),
          one('BBB', 'Copper'),
          one('CCC', 'Silver'),
          one('DDD', 'Gold'),
          one('EEE', 'Zinc'),
          one('FFF', 'Tin', ['1d']),
          one('GGG', 'Lead'),
        ],
      },
    },
  });
  renderPage(<Opened first={first} />);
}

beforeEach(() => switchLanguage('en'));

it('finds by symbol or name, adds with Enter or a press, removes, and offers neither its own nor one twice', async () => {
  const person = userEvent.setup();
  open();
  const search = await screen.findByRole('searchbox');
  await screen.findByRole('button', { name: 'Compare with BBB' });
  expect(screen.queryByRole('button', { name: 'Compare with AAA' })).toBeNull();
  expect(screen.getByText('no 1m bars')).toBeTruthy();
  await person.type(search, 'silv{Enter}');
  expect(compared()).toEqual(['CCC']);
  expect(search).toHaveProperty('value', '');
  await person.type(search, '{Enter}');
  expect(compared()).toEqual(['CCC']);
  await person.click(screen.getByRole('button', { name: 'Compare with BBB' }));
  expect(screen.queryByRole('button', { name: 'Compare with BBB' })).toBeNull();
  expect(compared()).toEqual(['CCC', 'BBB']);
  await person.click(screen.getByRole('button', { name: 'Stop comparing with CCC' }));
  expect(compared()).toEqual(['BBB']);
});

it('adds no more than the server keeps, and says so', async () => {
  const person = userEvent.setup();
  open(['BBB', 'CCC', 'DDD', 'EEE', 'FFF']);
  const last = await screen.findByRole('button', { name: 'Compare with GGG' });
  expect(last).toHaveProperty('disabled', true);
  expect(screen.getByText('The chart is full: remove one to add another.')).toBeTruthy();
  await person.type(screen.getByRole('searchbox'), 'GGG{Enter}');
  expect(compared()).toHaveLength(5);
  await person.click(screen.getByRole('button', { name: 'Stop comparing with FFF' }));
  await waitFor(() => expect(last).toHaveProperty('disabled', false));
});

it('is told in Spanish too', async () => {
  switchLanguage('es');
  open();
  expect(await screen.findByText('Comparar AAA con otros')).toBeTruthy();
  expect(await screen.findByText('sin barras de 1m')).toBeTruthy();
});
