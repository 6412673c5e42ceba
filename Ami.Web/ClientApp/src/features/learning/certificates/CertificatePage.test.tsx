import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, focusManager } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Course } from '../api/courses';
import { course } from '../quiz/quizServer';
import type { Certificate } from './api';
import { CertificateBlock } from './CertificateBlock';
import { CertificatePage } from './CertificatePage';
import { MyCertificates } from './MyCertificates';

const certificate: Certificate = {
  code: '0123-4567-89AB-CDEF',
  holder: 'José Núñez',
  course: 'risk-first',
  titleEs: 'El riesgo primero',
  titleEn: 'Risk first',
  lessons: [{ es: 'Uno', en: 'One' }],
  minutes: 90,
  examPercent: null,
  issuedAt: '2026-12-31T23:30:00Z',
  revokedAt: null,
  revokedReason: null,
};
const address = `/certificates/${certificate.code}`;
const counts = 'This certificate counts.';

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(
    [
      { path: '/certificates/:code', element: <CertificatePage /> },
      { path: '/elsewhere', element: 'Elsewhere' },
    ],
    { initialEntries: [address] },
  );
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { client, router };
}

const answer = (changes: Partial<Certificate> = {}) => ({
  [`GET /api${address}`]: { status: 200, body: { ...certificate, ...changes } },
});

/** Ana, as far from UTC as her days are other ones. */
function signInFar(timeZone: string) {
  signIn();
  const { answer: grant } = session.state;
  if (grant) session.updateUser({ ...grant.user, timeZone });
}

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

afterEach(() => focusManager.setFocused(undefined));

it.each([404, 410, 500])(
  'does not say any more that it counts when it is asked for again and the answer is %i',
  async (status) => {
    let isGone = false;
    serve({
      [`GET /api${address}`]: () =>
        isGone
          ? { status, body: { code: 'learning.certificate_unknown' } }
          : { status: 200, body: certificate },
    });
    open();
    await screen.findByText(counts);
    isGone = true;
    act(() => {
      focusManager.setFocused(false);
      focusManager.setFocused(true);
    });
    await waitFor(() => expect(screen.queryByText(counts)).toBeNull());
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByText(certificate.holder)).toBeNull();
  },
);

it('is not kept for whoever comes back to it', async () => {
  serve(answer());
  const { client, router } = open();
  await screen.findByText(counts);
  await act(() => router.navigate('/elsewhere'));
  await screen.findByText('Elsewhere');
  await waitFor(() => expect(client.getQueryCache().getAll()).toHaveLength(0), { timeout: 3_000 });
});

it.each([
  ['2026-12-31T23:30:00Z', 'Asia/Tokyo', 'Dec 31, 2026'],
  ['2027-01-01T00:30:00Z', 'America/Bogota', 'Jan 1, 2027'],
])('says the days of the paper: %s in %s', async (moment, zone, day) => {
  signInFar(zone);
  serve(answer({ issuedAt: moment, revokedAt: moment, revokedReason: 'requested' }));
  open();
  expect(await screen.findByText(day)).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain(day);
});

it('says the days of the paper among one’s own', () => {
  signInFar('Asia/Tokyo');
  renderPage(<MyCertificates certificates={[certificate]} />);
  expect(screen.getByText(/Issued on Dec 31, 2026/)).toBeTruthy();
});

it('has the title of the paper in the other language', async () => {
  serve(answer());
  open();
  expect(await screen.findByRole('heading', { name: 'Risk first' })).toBeTruthy();
  expect(screen.getByText('El riesgo primero').lang).toBe('es');
});

it('says once a title that is the same in both', async () => {
  serve(answer({ titleEs: 'Forex', titleEn: 'Forex' }));
  open();
  await screen.findByRole('heading', { name: 'Forex' });
  expect(screen.getAllByText('Forex')).toHaveLength(1);
});

it('offers no certificate where there is none any more', () => {
  signIn();
  const done: Course = {
    ...course,
    lessons: course.lessons.map((lesson) => ({ ...lesson, isDone: true })),
    certificateWithdrawn: true,
  };
  renderPage(<CertificateBlock course={done} />);
  expect(screen.getByText(/revoked because the work was not your own/)).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
});
