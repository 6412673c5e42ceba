import { expect, it } from 'vitest';
import { isFixed, mapText, missingRoles, rolesOf, withRole } from './layoutMap';

const columns = { time: 0, clock: null, open: 1, high: 2, low: 3, close: 4, volume: 5 };

it('shows what was recognised, and what was said above it', () => {
  expect(rolesOf(7, {}, columns)).toEqual(['time', 'open', 'high', 'low', 'close', 'volume', null]);
  const roles = rolesOf(7, { volume: '7', open: '5' }, columns);
  expect(roles).toEqual(['time', null, 'high', 'low', 'open', null, 'volume']);
  expect(missingRoles(roles)).toEqual(['close']);
});

it('has nothing to show of a table that is not known but what was said', () => {
  expect(rolesOf(3, { time: '2', close: '9', volume: 'none' }, null)).toEqual([null, 'time', null]);
  expect(rolesOf(0, {}, null)).toEqual([]);
});

it('gives a column one role, and takes the one away that it had been given', () => {
  const roles = rolesOf(6, {}, columns);
  const once = withRole({ dates: 'dmy' }, roles, 1, 'close');
  expect(once).toEqual({ dates: 'dmy', close: '2' });
  expect(withRole(once, rolesOf(6, once, columns), 1, null)).toEqual({ dates: 'dmy' });
});

it('says that there is no volume when its column is given away', () => {
  const roles = rolesOf(6, {}, columns);
  expect(withRole({}, roles, 5, null)).toEqual({ volume: 'none' });
  expect(withRole({ volume: 'none' }, rolesOf(6, { volume: 'none' }, columns), 5, 'volume')).toEqual({
    volume: '6',
  });
});

it('leaves a column unused only where its role was said, or is one that files may lack', () => {
  expect([
    isFixed({}, 'open'),
    isFixed({ open: '2' }, 'open'),
    isFixed({}, 'volume'),
    isFixed({}, null),
  ]).toEqual([true, false, false, false]);
});

it('writes the mapping as the server reads it', () => {
  expect(mapText({ open: '2', dates: ' dmy ', zone: '' })).toBe('open=2,dates=dmy');
});
