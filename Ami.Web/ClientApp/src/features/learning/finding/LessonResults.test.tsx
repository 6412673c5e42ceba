import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { CoursesPage } from '../routes/CoursesPage';
import type { LessonHit } from './api';

const hit: LessonHit = {
  id: 'l1',
  key: 'one',
  kind: 'article',
  course: 'risk-first',
  courseTitleEs: 'El riesgo primero',
  courseTitleEn: 'Risk first',
  titleEs: { text: 'El riesgo', marks: [{ from: 3, length: 6 }] },
  titleEn: { text: 'The <b>risk</b>', marks: [{ from: 7, length: 4 }] },
  isOpen: true,
  excerptEs: { heading: 2, under: 'La idea', text: '…el riesgo y más', marks: [{ from: 4, length: 6 }] },
  excerptEn: null,
};
const closed: LessonHit = { ...hit, id: 'l2', key: 'two', isOpen: false, excerptEs: null };
const found = (items: LessonHit[], suggestion: string | null = null, isCorrected = false) => ({
  status: 200,
  body: { items, nextCursor: null, suggestion, isCorrected },
});
const courses = { 'GET /api/courses': { status: 200, body: { items: [], nextCursor: null } } };

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('shows where lessons say it, marked, as text, and leads there', async () => {
  serve({ ...courses, 'GET /api/lessons': found([hit, closed]) });
  renderPage(<CoursesPage />, '/courses?q=risk');
  const [first, second] = (await screen.findAllByRole('listitem')) as [HTMLElement, HTMLElement];
  const shown = within(first);
  expect(shown.getByRole('link', { name: 'The <b>risk</b>' }).getAttribute('href')).toBe(
    '/courses/risk-first/one#h-2',
  );
  expect(shown.getByText('riesgo').tagName).toBe('MARK');
  expect(shown.getByText('In Spanish')).toBeTruthy();
  expect(first.querySelector('b')).toBeNull();
  expect(within(second).getByText('Locked')).toBeTruthy();
  expect(second.querySelector('p')).toBeNull();
});

it('asks for what the address says, and chooses the language there', async () => {
  const calls = serve({
    ...courses,
    'GET /api/lessons': found([hit]),
    'GET /api/courses/risk-first': { status: 404, body: {} },
  });
  const { router } = renderPage(
    <CoursesPage />,
    '/courses?q=risk&level=beginner&access=free&course=risk-first',
  );
  await screen.findByRole('link', { name: 'The <b>risk</b>' });
  const asked = () =>
    Object.fromEntries(calls.filter(({ path }) => path === '/api/lessons').at(-1)?.query ?? []);
  expect(asked()).toEqual({ q: 'risk', level: 'beginner', access: 'free', course: 'risk-first' });
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Language of the texts' }),
    'Spanish texts',
  );
  expect(new URLSearchParams(router.state.location.search).get('language')).toBe('es');
  expect(asked().language).toBe('es');
  await userEvent.click(screen.getByRole('button', { name: /search all courses again/ }));
  expect(new URLSearchParams(router.state.location.search).has('course')).toBe(false);
});

it('says that something else was searched for', async () => {
  serve({ ...courses, 'GET /api/lessons': found([hit], 'risk', true) });
  renderPage(<CoursesPage />, '/courses?q=rsik');
  expect(await screen.findByText('Nothing says “rsik”. This is what was found for “risk”.')).toBeTruthy();
});

it('offers what may have been meant where nothing says it', async () => {
  serve({
    ...courses,
    'GET /api/lessons': ({ query }) => (query.get('q') === 'risk' ? found([hit]) : found([], 'risk')),
  });
  const { router } = renderPage(<CoursesPage />, '/courses?q=%22rsik%22');
  await userEvent.click(await screen.findByRole('button', { name: 'Did you mean “risk”?' }));
  expect(await screen.findByRole('link', { name: 'The <b>risk</b>' })).toBeTruthy();
  expect(new URLSearchParams(router.state.location.search).get('q')).toBe('risk');
});
