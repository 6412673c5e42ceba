import { expect, it } from 'vitest';
import { currencyOf } from './currency';

it('guesses the currency by the region, and takes one that is sold', () => {
  const sold = ['USD', 'EUR', 'ARS', 'MXN'];
  expect(currencyOf(['es-AR', 'en-US'], sold)).toBe('ARS');
  expect(currencyOf(['es', 'de-DE'], sold)).toBe('EUR');
  expect(currencyOf(['en-GB'], sold)).toBe('USD');
  expect(currencyOf(['es-MX'], ['USD'])).toBe('USD');
  expect(currencyOf(['es-AR'], ['EUR', 'USD'])).toBe('USD');
});
