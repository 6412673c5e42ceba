import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { CourseRatings, OwnRating } from './api';
import RatingsPanel from './RatingsPanel';

const view: CourseRatings = {
  figures: { count: 2, stars: [0, 0, 0, 1, 1], mean: null },
  texts: {
    items: [{ id: 'r1', stars: 4, text: 'Muy <b>claro</b>', updatedAt: '2026-11-20T10:00:00Z' }],
    nextCursor: null,
  },
  mine: null,
  missing: 0,
};
const mine: OwnRating = {
  version: 3,
  stars: 4,
  text: 'ok',
  updatedAt: '2026-11-20T10:00:00Z',
  hiddenReason: null,
};
const path = '/api/courses/c1/ratings';
const shows = (change: Partial<CourseRatings>) => ({
  [`GET ${path}`]: { status: 200, body: { ...view, ...change } },
});

beforeEach(() => switchLanguage('en'));

it('tells no mean of a few ratings, and a mean with their number of many', async () => {
  serve(shows({}));
  renderPage(<RatingsPanel course="c1" />);
  expect(await screen.findByText('2 ratings')).toBeTruthy();
  expect(screen.getByText('Too few for a mean to say anything.')).toBeTruthy();
  expect(screen.getByText('Muy <b>claro</b>')).toBeTruthy();
});

it('tells a mean with its number in the language of the page', async () => {
  await switchLanguage('es');
  serve(shows({ figures: { count: 20, stars: [0, 0, 0, 15, 5], mean: 4.3 } }));
  renderPage(<RatingsPanel course="c1" />);
  expect(await screen.findByText('4,3 de 5')).toBeTruthy();
  expect(screen.getByText('20 valoraciones')).toBeTruthy();
});

it('rates with the version that was seen, and says why it is refused', async () => {
  const calls = serve({
    ...shows({ mine }),
    'PUT /api/courses/c1/rating': { status: 409, body: { code: 'learning.rating_changed' } },
  });
  renderPage(<RatingsPanel course="c1" />);
  await userEvent.click(await screen.findByRole('radio', { name: '5 stars' }));
  await userEvent.click(screen.getByRole('button', { name: 'Change my rating' }));
  expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({ version: 3, stars: 5, text: 'ok' });
  expect((await screen.findByRole('alert')).textContent).toContain('You changed your rating elsewhere');
});

it('says what is missing before one may rate, and why one’s own is hidden', async () => {
  serve(shows({ missing: 2 }));
  renderPage(<RatingsPanel course="c1" />);
  expect(await screen.findByText(/2 lessons more/)).toBeTruthy();
  expect(screen.queryByRole('radio')).toBeNull();
});

it('tells its author why a rating is hidden', async () => {
  serve(shows({ mine: { ...mine, hiddenReason: 'offTopic' } }));
  renderPage(<RatingsPanel course="c1" />);
  expect(await screen.findByText(/says nothing about the course/)).toBeTruthy();
});
