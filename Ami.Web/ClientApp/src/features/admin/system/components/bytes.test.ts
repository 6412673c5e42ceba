import { expect, test } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import { bytes } from './bytes';

const formats = createFormats('en', 'UTC');

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [123_456_789, '123.5 MB'],
  [2_500_000_000_000_000, '2,500 TB'],
])('%d bytes are %s', (size, text) => {
  expect(bytes(formats, size)).toBe(text);
});
