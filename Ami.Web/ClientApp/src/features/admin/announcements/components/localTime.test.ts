import { expect, it } from 'vitest';
import { fromLocalField, toLocalField } from './localTime';

it('goes to the field and back without a loss', () => {
  const at = '2026-03-29T01:30:00.000Z';
  expect(fromLocalField(toLocalField(at))).toBe(at);
});

it('names nothing where nothing is written', () => {
  expect(toLocalField(null)).toBe('');
  expect(fromLocalField('')).toBeNull();
  expect(fromLocalField('2026-13-40T99:99')).toBeNull();
});
