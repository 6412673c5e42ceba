import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Account } from '../api/types';
import ShareDialog from './ShareDialog';

const account = { id: 'acc', name: 'Main' } as Account;
const link = {
  id: 'one',
  kind: 'paper-performance',
  subject: 'acc',
  title: 'My spring',
  createdAt: '2026-05-01T10:00:00Z',
  expiresAt: '2026-05-31T10:00:00Z',
  opened: 2,
  lastOpenedAt: '2026-05-02T10:00:00Z',
};

beforeEach(() => switchLanguage('en'));

it('makes a link, shows its address once, and ends it only after asking', async () => {
  let links: (typeof link)[] = [];
  const calls = serve({
    'GET /api/me/share-links': () => ({ status: 200, body: { items: links } }),
    'POST /api/trading/paper/accounts/acc/share': () => {
      links = [link];
      return { status: 201, body: { link, address: 'http://localhost/s/paper-performance/secret' } };
    },
    'DELETE /api/me/share-links/one': () => {
      links = [];
      return { status: 204, body: null };
    },
  });
  renderPage(<ShareDialog account={account} onClose={() => undefined} />);
  expect(await screen.findByText('This account is not shared with anybody.')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Title for everybody to read'), ' My spring ');
  await userEvent.click(screen.getByRole('button', { name: 'Make link' }));
  expect(await screen.findByDisplayValue('http://localhost/s/paper-performance/secret')).toBeTruthy();
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
    amounts: false,
    title: 'My spring',
    days: 30,
  });

  const list = within(await screen.findByRole('list', { name: 'Links that work' }));
  expect(list.getByText(/opened 2 times/)).toBeTruthy();
  await userEvent.click(list.getByRole('button', { name: 'End link “My spring”' }));
  expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(list.getByRole('button', { name: 'End link' }));
  expect(await screen.findByText('This account is not shared with anybody.')).toBeTruthy();
});

it('keeps what was typed when the server refuses', async () => {
  serve({
    'GET /api/me/share-links': { status: 200, body: { items: [] } },
    'POST /api/trading/paper/accounts/acc/share': { status: 409, body: { code: 'share.too_many_links' } },
  });
  renderPage(<ShareDialog account={account} onClose={() => undefined} />);
  await userEvent.type(screen.getByLabelText('Title for everybody to read'), 'Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Make link' }));
  expect(await screen.findByText(/as many working links as there can be/)).toBeTruthy();
  expect(screen.getByDisplayValue('Mine')).toBeTruthy();
});
