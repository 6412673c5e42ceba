import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import '../texts';
// Fetched before: what is looked at is which requests are made.
import '@/features/learning/experience/StreakCard';
import HomePage from './HomePage';

it.each([
  { on: ['module.market'], asked: ['/api/me/flags', '/api/trading/symbols'] },
  { on: ['module.paper-trading'], asked: ['/api/me/flags', '/api/trading/paper/overview'] },
  { on: ['module.learning'], asked: ['/api/me/flags', '/api/me/experience'] },
  { on: [], asked: ['/api/me/flags'] },
])('asks only modules that are on: $on', async ({ on, asked }) => {
  const calls = serve({
    'GET /api/me/flags': { status: 200, body: { on } },
    'GET /api/trading/symbols': { status: 200, body: { items: [] } },
    'GET /api/trading/paper/overview': { status: 503 },
    'GET /api/me/experience': { status: 503 },
  });
  renderPage(<HomePage />);
  await waitFor(() => expect(calls.map(({ path }) => path)).toEqual(asked));
});
