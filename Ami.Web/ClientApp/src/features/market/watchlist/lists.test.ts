import { describe, expect, it } from 'vitest';
import { readSymbols, withItems, without, withSymbol } from './lists';

const items = [{ symbol: 'A' }, { section: 'Later' }, { symbol: 'B' }];

describe('a watchlist', () => {
  it('has a symbol once', () => {
    expect(withSymbol(items, 'C')).toEqual([...items, { symbol: 'C' }]);
    expect(withSymbol(items, 'A')).toEqual(items);
  });

  it('loses a line', () => expect(without(items, 1)).toEqual([{ symbol: 'A' }, { symbol: 'B' }]));

  it('takes what was read behind what is there', () => {
    expect(withItems(items, [{ symbol: 'B' }, { section: 'X' }, { symbol: 'C' }])).toEqual([
      ...items,
      { section: 'X' },
      { symbol: 'C' },
    ]);
  });
});

it('reads exported lists with sections, exchanges and symbols that are not here', () => {
  const known = new Set(['BTC-SIM', 'ETH-SIM', 'GOLD-SIM']);
  expect(
    readSymbols('###Crypto,SIM:BTC-SIM,eth-sim\n[Metals]\nGOLD-SIM BTC-SIM; NASDAQ:AAPL', known),
  ).toEqual({
    items: [
      { section: 'Crypto' },
      { symbol: 'BTC-SIM' },
      { symbol: 'ETH-SIM' },
      { section: 'Metals' },
      { symbol: 'GOLD-SIM' },
    ],
    unknown: ['AAPL'],
  });
  expect(readSymbols(' \n', known)).toEqual({ items: [], unknown: [] });
});
