import { expect, test } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import { i18next } from '@/lib/i18n';
import '../texts';
import { spanText, timingText } from './jobTexts';

const words = (language: 'en' | 'es') =>
  [i18next.getFixedT(language, 'adminSystem'), createFormats(language, 'UTC')] as const;

test.each([
  ['every 00:00:02', 'Every 2 s', 'Cada 2 s'],
  ['every 00:00:00.2500000', 'Every 250 ms', 'Cada 250 ms'],
  ['every 00:00:01.5000000', 'Every 1.5 s', 'Cada 1,5 s'],
  ['every 00:15:00', 'Every 15 min', 'Cada 15 min'],
  ['every 1.06:00:00', 'Every 30 h', 'Cada 30 h'],
  ['every 00:01:00', 'Every minute', 'Cada minuto'],
  ['0 * * * * ?', 'Every minute', 'Cada minuto'],
  ['0 17 * * * ?', 'Hourly at :17', 'Cada hora, en el minuto 17'],
  ['0 23 3 * * ?', 'Daily at 03:23 UTC', 'Cada día a las 03:23 UTC'],
  ['0 0/5 * * * ?', '0 0/5 * * * ?', '0 0/5 * * * ?'],
  ['0 0 3 ? * MON', '0 0 3 ? * MON', '0 0 3 ? * MON'],
  ['', '–', '–'],
])('%s is %s', (timing, english, spanish) => {
  expect(timingText(...words('en'), timing)).toBe(english);
  expect(timingText(...words('es'), timing)).toBe(spanish);
});

test.each([
  [0, '0 ms'],
  [0.0421, '42 ms'],
  [90, '90 s'],
  [900, '15 min'],
  [9000, '2.5 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(spanText(...words('en'), seconds)).toBe(text);
});
