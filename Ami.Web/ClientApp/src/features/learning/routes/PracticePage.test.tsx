import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Calibration, CardStand, Overview, SessionCard } from '../api/practice';
import { PracticePage } from './PracticePage';

const overview: Overview = {
  cards: 2,
  closed: 1,
  due: 0,
  fresh: 2,
  waiting: 0,
  sessionCards: 2,
  secondsPerCard: 12,
  reviewsToday: 0,
  coming: Array.from({ length: 7 }, (_, n) => ({ day: `2026-12-0${n + 1}`, due: n })),
  retention: { reviews: 10, recalled: 9 },
  suspended: [],
};
const calibration: Calibration = {
  answers: 12,
  brier: 0.21,
  isEnough: false,
  needed: 30,
  neededPerStep: 10,
  steps: [50, 60, 70, 80, 90, 100].map((confidence) =>
    confidence === 80
      ? { confidence, answers: 12, right: 9, lower: 0.47, upper: 0.91, isEnough: true }
      : { confidence, answers: 0, right: 0, lower: null, upper: null, isEnough: false },
  ),
};
const stand = (id: string, version = 0, dueAt: string | null = null): CardStand => ({
  id,
  version,
  phase: version === 0 ? 'new' : 'review',
  dueAt,
  isSuspended: false,
  next: { again: 60, hard: 330, good: 600, easy: 691_200 },
});
const card = (id: string): SessionCard => ({
  stand: stand(id),
  origin: 'lesson',
  frontEs: `¿${id}?`,
  frontEn: `What is ${id}?`,
  backEs: `${id} es`,
  backEn: `${id} answered`,
  lesson: { course: 'risk-first', key: 'kelly', titleEs: 'Kelly', titleEn: 'Kelly' },
});
const replies = {
  'GET /api/practice': { status: 200, body: overview },
  'GET /api/practice/calibration': { status: 200, body: calibration },
  'GET /api/practice/session': { status: 200, body: { cards: [card('a'), card('b')] } },
};

/** Answers ratings and what takes them back, whatever their ids. */
function answer(rate: (version: number) => { status: number; body: unknown }) {
  const serving = serve(replies);
  const known = globalThis.fetch;
  const sent: { method: string; path: string; body: unknown }[] = [];
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const { pathname: path } = new URL(request.url);
    if (!path.startsWith('/api/practice/reviews/')) return known(request);
    const text = await request.text();
    const body = text === '' ? null : (JSON.parse(text) as { version: number });
    sent.push({ method: request.method, path, body });
    const reply = rate(body?.version ?? 1);
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  };
  return { serving, sent };
}

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('shows what is due, what is closed, and says that there are too few answers', async () => {
  serve(replies);
  renderPage(<PracticePage />, '/practice');
  expect(await screen.findByRole('button', { name: 'Practise 2 cards' })).toBeTruthy();
  expect(screen.getByText('90%')).toBeTruthy();
  expect(screen.getByText(/1 more card belongs to a lesson/)).toBeTruthy();
  expect(await screen.findByText('12 of 30 answers so far: too few to say anything.')).toBeTruthy();
  expect(screen.getByRole('img', { name: /How often you were right/ })).toBeTruthy();
  expect(screen.getByRole('cell', { name: '47% – 91%' })).toBeTruthy();
});

it('says what to do where there are no cards', async () => {
  serve({
    'GET /api/practice': { status: 200, body: { ...overview, cards: 0, sessionCards: 0, closed: 0 } },
  });
  renderPage(<PracticePage />, '/practice');
  expect(await screen.findByText('No cards yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To the courses' }).getAttribute('href')).toBe('/courses');
});

it('goes through a session by keyboard, and takes a rating back', async () => {
  const { sent } = answer((version) => ({
    status: 200,
    body: stand('a', version + 1, '2099-01-01T00:00:00Z'),
  }));
  renderPage(<PracticePage />, '/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Practise 2 cards' }));
  expect(await screen.findByText('What is a?')).toBeTruthy();
  expect(screen.queryByText('a answered')).toBeNull();
  await userEvent.keyboard('3');
  expect(sent).toHaveLength(0);
  await userEvent.keyboard('8');
  expect(screen.getByText('a answered')).toBeTruthy();
  expect(screen.getByText('You said 80%.')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Easy/ }).textContent).toContain('8 days');
  await userEvent.keyboard('3');
  expect(await screen.findByText('What is b?')).toBeTruthy();
  expect(sent[0]?.body).toMatchObject({ card: 'a', version: 0, rating: 'good', confidence: 80 });
  await userEvent.keyboard('u');
  expect(await screen.findByText('What is a?')).toBeTruthy();
  expect(sent[1]).toMatchObject({ method: 'DELETE', path: sent[0]?.path });
  await userEvent.keyboard('1');
  expect(await screen.findByText('What is b?')).toBeTruthy();
  await userEvent.keyboard(' 4');
  expect(await screen.findByText('2 answers, 1 right.')).toBeTruthy();
});

it('goes on with the next card where another device rated this one', async () => {
  const { sent } = answer(() => ({
    status: 409,
    body: { code: 'learning.card_changed', current: stand('a', 1) },
  }));
  renderPage(<PracticePage />, '/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Practise 2 cards' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Show the answer' }));
  await userEvent.click(screen.getByRole('button', { name: /Good/ }));
  expect(await screen.findByText('What is b?')).toBeTruthy();
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('sends a rating whose answer was lost again under the same id', async () => {
  let asked = 0;
  const { sent } = answer((version) =>
    asked++ === 0
      ? { status: 503, body: {} }
      : { status: 200, body: stand('a', version + 1, '2099-01-01T00:00:00Z') },
  );
  renderPage(<PracticePage />, '/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Practise 2 cards' }));
  expect(await screen.findByText('What is a?')).toBeTruthy();
  await userEvent.keyboard('83');
  expect(await screen.findByText('What is b?', undefined, { timeout: 5000 })).toBeTruthy();
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

it('asks how sure one is once in a session: who has seen the answer knows', async () => {
  const { sent } = answer((version) => ({
    status: 200,
    body: stand('a', version + 1, new Date().toISOString()),
  }));
  renderPage(<PracticePage />, '/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Practise 2 cards' }));
  await userEvent.keyboard('83');
  expect(await screen.findByText('What is b?')).toBeTruthy();
  await userEvent.keyboard('u');
  expect(await screen.findByText('What is a?')).toBeTruthy();
  await userEvent.keyboard('1');
  await waitFor(() => expect(sent).toHaveLength(3));
  // What was said before the answer was seen still stands.
  expect(sent[2]?.body).toMatchObject({ card: 'a', rating: 'again', confidence: 80 });
  expect(await screen.findByText('What is b?')).toBeTruthy();
  await userEvent.keyboard('83');
  expect(await screen.findByText('What is a?')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '80%' })).toBeNull();
  await userEvent.keyboard('83');
  await waitFor(() => expect(sent).toHaveLength(5));
  expect(sent[4]?.body).toMatchObject({ card: 'a', confidence: null });
});
