import { expect, it } from 'vitest';
import type { Course } from '../api/courses';
import { lessonToOpen, offersOf, type Offer } from './offer';

const lesson = {
  id: 'l',
  key: 'first',
  titleEs: '',
  titleEn: '',
  minutes: 5,
  isPreview: true,
  kind: 'article' as const,
  isDone: false,
};
const sold: Course = {
  id: 'c',
  slug: 'risk',
  level: 'beginner',
  access: 'sold',
  titleEs: '',
  titleEn: '',
  summaryEs: '',
  summaryEn: '',
  isArchived: false,
  prices: [{ currency: 'USD', amount: 49 }],
  includedIn: 'premium',
  lessons: [lesson, { ...lesson, key: 'second' }],
  reach: null,
  enrolledAt: null,
  continueWith: null,
  certificate: null,
  certificateWithdrawn: false,
};
const free: Course = { ...sold, access: 'free', prices: [], includedIn: null, reach: 'free' };
const standard: Course = { ...sold, access: 'standard', prices: [], includedIn: 'basic' };
const member = { isSignedIn: true, isSelling: true };

const cases: [string, Course, { isSignedIn: boolean; isSelling: boolean }, readonly Offer[]][] = [
  ['a visitor', free, { isSignedIn: false, isSelling: true }, ['signUp']],
  ['a visitor of a sold one', sold, { isSignedIn: false, isSelling: true }, ['signUp']],
  ['free', free, member, ['start']],
  ['free and begun', { ...free, continueWith: 'second' }, member, ['continue']],
  ['free and done', { ...free, lessons: [{ ...lesson, isDone: true }] }, member, ['again']],
  ['sold', sold, member, ['buy', 'upgrade', 'gift']],
  ['bought', { ...sold, reach: 'purchase' }, member, ['start', 'gift']],
  ['included', { ...sold, reach: 'plan' }, member, ['start', 'gift']],
  ['with a larger plan', standard, member, ['upgrade']],
  ['archived', { ...sold, isArchived: true, includedIn: null }, member, []],
  ['where nothing is sold', sold, { isSignedIn: true, isSelling: false }, []],
];

it.each(cases)('offers what can be done: %s', (_, course, who, expected) => {
  expect(offersOf(course, who)).toEqual(expected);
});

it('opens the lesson where one left off, or the first', () => {
  expect(lessonToOpen(sold)).toBe('/courses/risk/first');
  expect(lessonToOpen({ ...sold, continueWith: 'second' })).toBe('/courses/risk/second');
  expect(lessonToOpen({ ...sold, lessons: [] })).toBe('/courses/risk');
});
