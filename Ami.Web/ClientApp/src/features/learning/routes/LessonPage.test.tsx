import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { serve } from '@/testing/server';
import type { Course, Lesson } from '../api/courses';
import { LessonPage } from './LessonPage';

const line = {
  titleEs: 'Uno',
  titleEn: 'One',
  minutes: 5,
  isPreview: true,
  isDone: false,
  kind: 'article' as const,
};
const course: Course = {
  id: 'c1',
  slug: 'risk-first',
  level: 'beginner',
  access: 'sold',
  titleEs: 'El riesgo primero',
  titleEn: 'Risk first',
  summaryEs: '',
  summaryEn: '',
  isArchived: false,
  prices: [{ currency: 'USD', amount: 49 }],
  includedIn: 'premium',
  lessons: [
    { ...line, id: 'l1', key: 'one' },
    { ...line, id: 'l2', key: 'two', titleEn: 'Two', isPreview: false },
  ],
  reach: null,
  enrolledAt: null,
  continueWith: null,
  certificate: null,
  certificateWithdrawn: false,
};
const lesson: Lesson = {
  id: 'l1',
  courseId: 'c1',
  key: 'one',
  titleEs: 'Uno',
  titleEn: 'One',
  bodyEs: 'Hola',
  bodyEn:
    '## A table\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n[bad](javascript:alert(1)) [good](/plans) ![no](https://x.test/a.png)',
  minutes: 5,
  isPreview: true,
  kind: 'article',
};

function open(path: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter([{ path: '/courses/:slug/:lesson', element: <LessonPage /> }], {
    initialEntries: [path],
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return router;
}

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('shows a preview to everybody, and nothing of it runs', async () => {
  serve({
    'GET /api/courses/risk-first': { status: 200, body: course },
    'GET /api/lessons/l1': { status: 200, body: lesson },
  });
  open('/courses/risk-first/one');
  expect(await screen.findByRole('heading', { level: 2, name: 'A table' })).toBeTruthy();
  expect(screen.getByRole('cell', { name: '2' })).toBeTruthy();
  expect(document.querySelector('article script')).toBeNull();
  expect(document.querySelector('article img')).toBeNull();
  expect(screen.getByText(/alert\(1\)/)).toBeTruthy();
  expect(screen.getByText('bad').getAttribute('href')).toBe('');
  expect(screen.getByRole('link', { name: 'good' }).getAttribute('href')).toBe('/plans');
});

it('goes to the next lesson with a key, and tells who may not read it what would help', async () => {
  const calls = serve({
    'GET /api/courses/risk-first': { status: 200, body: course },
    'GET /api/lessons/l1': { status: 200, body: lesson },
  });
  const router = open('/courses/risk-first/one');
  await screen.findByRole('heading', { level: 2, name: 'A table' });
  await userEvent.keyboard('{ArrowRight}');
  expect(router.state.location.pathname).toBe('/courses/risk-first/two');
  expect(await screen.findByText('This lesson is not open to you')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Create an account' }).getAttribute('href')).toBe(
    '/sign-up?next=%2Fcourses%2Frisk-first%2Ftwo',
  );
  expect(calls.some(({ path }) => path === '/api/lessons/l2')).toBe(false);
});

it('closes a lesson that the server closed after the course was read', async () => {
  serve({
    'GET /api/courses/risk-first': {
      status: 200,
      body: {
        ...course,
        reach: 'purchase',
        lessons: course.lessons.map((one) => ({ ...one, isDone: one.key === 'one' })),
      },
    },
    'GET /api/lessons/l2': { status: 403, body: { code: 'learning.not_bought', plan: 'premium' } },
  });
  open('/courses/risk-first/two');
  expect(await screen.findByText('This lesson is not open to you')).toBeTruthy();
  expect(screen.getByText(/What you did in this course is kept/)).toBeTruthy();
});

it('numbers lessons without the quizzes between them, as lessons speak of each other', async () => {
  const [one, two] = course.lessons;
  const check = { ...line, id: 'q', key: 'check', titleEn: 'Check', kind: 'quiz' as const };
  serve({
    'GET /api/courses/risk-first': { status: 200, body: { ...course, lessons: [one, check, two] } },
    'GET /api/lessons/l1': { status: 200, body: lesson },
  });
  open('/courses/risk-first/one');
  await screen.findByRole('heading', { level: 2, name: 'A table' });
  const marks = screen.getAllByRole('listitem').map((item) => item.firstElementChild?.textContent);
  expect(marks).toEqual(['1', '?', '2']);
});

it('says that there is no such lesson', async () => {
  serve({ 'GET /api/courses/risk-first': { status: 200, body: course } });
  open('/courses/risk-first/nothing');
  expect(await screen.findByText('There is no such lesson')).toBeTruthy();
});
