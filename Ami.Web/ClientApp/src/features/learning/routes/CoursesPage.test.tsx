import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { CourseCard } from '../api/courses';
import { CoursesPage } from './CoursesPage';

const card: CourseCard = {
  id: 'c1',
  slug: 'risk-first',
  level: 'beginner',
  access: 'sold',
  titleEs: 'El riesgo primero',
  titleEn: 'Risk first',
  summaryEs: 'Tamaño.',
  summaryEn: 'Sizing.',
  lessons: 1,
  minutes: 14,
  prices: [
    { currency: 'EUR', amount: 45 },
    { currency: 'USD', amount: 49 },
  ],
};
const page = (...items: CourseCard[]) => ({ status: 200, body: { items, nextCursor: null } });

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('lists courses in the language of the page, with what they cost', async () => {
  serve({ 'GET /api/courses': page(card, { ...card, id: 'c2', slug: 'free', access: 'free', prices: [] }) });
  renderPage(<CoursesPage />, '/courses');
  const [link] = await screen.findAllByRole('link', { name: 'Risk first' });
  expect(link?.getAttribute('href')).toBe('/courses/risk-first');
  expect(screen.getByText('$49')).toBeTruthy();
  expect(screen.getByText('Free', { selector: 'strong' })).toBeTruthy();
  expect(screen.getAllByText('1 lesson · 14 minutes')).toHaveLength(2);
  await switchLanguage('es');
  expect(await screen.findAllByText('El riesgo primero')).toHaveLength(2);
});

it('asks for what the address says, and offers all where nothing matches', async () => {
  const calls = serve({
    'GET /api/courses': page(),
    'GET /api/lessons': {
      status: 200,
      body: { items: [], nextCursor: null, suggestion: null, isCorrected: false },
    },
  });
  const { router } = renderPage(<CoursesPage />, '/courses?q=riezgo&level=advanced&access=nonsense');
  expect(await screen.findByText('No course matches')).toBeTruthy();
  expect(Object.fromEntries(calls[0]?.query ?? [])).toEqual({ q: 'riezgo', level: 'advanced', limit: '24' });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Price' }), 'Free');
  expect(new URLSearchParams(router.state.location.search).get('access')).toBe('free');
  await userEvent.click(await screen.findByRole('button', { name: 'Show all' }));
  expect(await screen.findByText('No courses yet')).toBeTruthy();
  expect(router.state.location.search).toBe('');
});
