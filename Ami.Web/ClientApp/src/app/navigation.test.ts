import { expect, it } from 'vitest';
import { isAt, navigation } from './navigation';
import { adminPages } from './admin/adminPages';

const current = (path: string) =>
  [...navigation, ...adminPages].filter((page) => isAt(page, path)).map(({ to }) => to);

it('shows where one is, also on pages that have no line of their own', () => {
  expect(current('/admin/market/symbols/BTC-SIM')).toEqual(['/admin/market/symbols']);
  expect(current('/admin/market/calendars')).toEqual(['/admin/market/symbols']);
  expect(current('/progress')).toEqual(['/practice']);
  expect(current('/')).toEqual(['/']);
  expect(current('/markets/BTC-SIM')).toEqual(['/markets']);
  expect(current('/admin/affiliate-signals')).toEqual(['/admin/affiliate-signals']);
});
