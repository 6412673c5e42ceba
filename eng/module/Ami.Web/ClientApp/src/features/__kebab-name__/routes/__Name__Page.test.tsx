import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { __Name__Page } from './__Name__Page';

const entry = { id: '0193a1e0-0000-7000-8000-000000000001', title: 'First', createdAt: '2026-01-01T10:00:00Z' };
const page = (...items: (typeof entry)[]) => ({ status: 200, body: { items, nextCursor: null } });

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('says that there is nothing yet, and shows what was added', async () => {
  const stored: (typeof entry)[] = [];
  const calls = serve({
    'GET /api/__kebab-name__': () => page(...stored),
    'POST /api/__kebab-name__': () => {
      stored.push(entry);
      return { status: 201, body: entry };
    },
  });
  renderPage(<__Name__Page />);
  expect(await screen.findByText('No entries yet')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Title'), ' First ');
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByRole('cell', { name: 'First' })).toBeTruthy();
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ title: 'First' });
});

it('sends no empty title, and tells what the server refuses', async () => {
  const calls = serve({
    'GET /api/__kebab-name__': page(),
    'POST /api/__kebab-name__': { status: 400, body: { code: '__snake_name__.title_invalid' } },
  });
  renderPage(<__Name__Page />);
  await userEvent.click(await screen.findByRole('button', { name: 'Add' }));
  expect(screen.getByText('Enter a title of 1 to 120 characters.')).toBeTruthy();
  expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  await userEvent.type(screen.getByLabelText('Title'), 'Something');
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The title has to be one line of 1 to 120 characters.');
});

it('offers another attempt when the entries cannot be read', async () => {
  let down = true;
  serve({
    'GET /api/__kebab-name__': () => (down ? { status: 500, body: { code: 'x.y' } } : page(entry)),
  });
  renderPage(<__Name__Page />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  down = false;
  await userEvent.click(again);
  expect(await screen.findByRole('cell', { name: 'First' })).toBeTruthy();
});
