import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import CommandPalette from './CommandPalette';

const symbols = {
  'GET /api/trading/symbols': {
    status: 200,
    body: { items: [{ symbol: 'BANK-SIM', name: 'Harbour Bank, share' }] },
  },
};
const flags = {
  'GET /api/me/flags': { status: 200, body: { on: ['module.market', 'module.paper-trading'] } },
};
const ada = { id: 'p1', displayName: 'Ada Lovelace', email: 'ada@example.com' };

const people = (reply: (call: Call) => { status: number; body?: unknown }) =>
  serve({ ...symbols, ...flags, 'GET /api/admin/users': reply });

async function open(permissions: string[] = []) {
  signIn(...permissions);
  const closed = vi.fn();
  const { router } = renderPage(<CommandPalette onClose={closed} />);
  await screen.findByRole('combobox');
  return { router, closed };
}

beforeEach(() => switchLanguage('en'));
afterEach(() => session.forget());

it.each([
  ['en', 'pdf', 'Download an account statement', '/trade?dialog=statement'],
  ['es', 'informe', 'Descargar un extracto de la cuenta', '/trade?dialog=statement'],
  ['en', 'share', 'Share performance', '/trade?dialog=share'],
  ['es', 'share', 'Compartir el rendimiento', '/trade?dialog=share'],
  ['en', 'contraseña', 'Change the password', '/account/security?dialog=password'],
] as const)('finds an action in %s by “%s”', async (language, typed, title, address) => {
  await switchLanguage(language);
  serve({ ...symbols, ...flags });
  const { router, closed } = await open();
  await userEvent.type(screen.getByRole('combobox'), typed);
  expect(screen.getByRole('option', { selected: true }).textContent).toBe(title);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname + router.state.location.search).toBe(address));
  expect(closed).toHaveBeenCalled();
});

it('offers what staff do to those who may do it', async () => {
  serve({ ...symbols, ...flags });
  await open(['roles.manage', 'roles.read']);
  expect(screen.getByRole('option', { name: 'Create a role' })).toBeTruthy();
  expect(screen.queryByRole('option', { name: 'Import a file of candles' })).toBeNull();
});

it('offers nothing of a module that is switched off', async () => {
  serve({ ...symbols, 'GET /api/me/flags': { status: 200, body: { on: ['module.market'] } } });
  await open();
  await waitFor(() => expect(screen.queryByRole('option', { name: 'Share performance' })).toBeNull());
  expect(screen.queryByRole('option', { name: 'Trade' })).toBeNull();
});

it('finds people for who may see them, asking once the typing pauses', async () => {
  const calls = people(() => ({ status: 200, body: { items: [ada], nextCursor: null } }));
  const { router } = await open(['users.read']);
  await userEvent.type(screen.getByRole('combobox'), 'lovelace');
  expect(screen.getByText('Searching people…')).toBeTruthy();
  await screen.findByRole('option', { name: /Ada Lovelace/ });
  const asked = calls.filter(({ path }) => path === '/api/admin/users');
  expect(asked.map(({ query }) => query.get('q'))).toEqual(['lovelace']);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/admin/users/p1'));
});

it('says that nobody is called so', async () => {
  people(() => ({ status: 200, body: { items: [], nextCursor: null } }));
  await open(['users.read']);
  await userEvent.type(screen.getByRole('combobox'), 'nobody at all');
  expect(await screen.findByText('Nobody is called “nobody at all”.')).toBeTruthy();
});

it('says that people could not be searched, and searches again', async () => {
  let works = false;
  people(() =>
    works ? { status: 200, body: { items: [ada], nextCursor: null } } : { status: 403, body: {} },
  );
  await open(['users.read']);
  await userEvent.type(screen.getByRole('combobox'), 'ada');
  expect(await screen.findByText('People could not be searched.')).toBeTruthy();
  works = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('option', { name: /Ada Lovelace/ })).toBeTruthy();
});

it('searches nobody for others', async () => {
  const calls = serve({ ...symbols, ...flags });
  await open();
  await userEvent.type(screen.getByRole('combobox'), 'ada');
  expect(await screen.findByText('Nothing matches “ada”.')).toBeTruthy();
  expect(calls.some(({ path }) => path === '/api/admin/users')).toBe(false);
});

it('keeps the action chosen that stands there when people arrive', async () => {
  people(() => ({ status: 200, body: { items: [{ ...ada, displayName: 'Theme Park' }], nextCursor: null } }));
  await open(['users.read']);
  await userEvent.type(screen.getByRole('combobox'), 'theme');
  const before = screen.getByRole('option', { selected: true }).textContent;
  await screen.findByRole('option', { name: /Theme Park/ });
  expect(screen.getByRole('option', { selected: true }).textContent).toBe(before);
});

it('finds lessons by what they say, after everything else, and leads to all of them', async () => {
  const hit = {
    id: 'l1',
    key: 'one',
    kind: 'article',
    course: 'risk-first',
    courseTitleEs: 'El riesgo primero',
    courseTitleEn: 'Risk first',
    titleEs: { text: 'Apalancamiento', marks: [] },
    titleEn: { text: 'Leverage', marks: [{ from: 0, length: 8 }] },
    isOpen: false,
    excerptEs: null,
    excerptEn: null,
  };
  const calls = serve({
    ...symbols,
    'GET /api/me/flags': { status: 200, body: { on: ['module.learning'] } },
    'GET /api/courses': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/lessons': {
      status: 200,
      body: { items: [hit], nextCursor: null, suggestion: null, isCorrected: false },
    },
  });
  const { router } = await open();
  await userEvent.type(screen.getByRole('combobox'), 'leverage');
  expect(await screen.findByRole('option', { name: /^Leverage/ })).toBeTruthy();
  const asked = calls.filter(({ path }) => path === '/api/lessons');
  expect(asked.map(({ query }) => query.get('q'))).toEqual(['leverage']);
  await userEvent.keyboard('{ArrowUp}{Enter}');
  await waitFor(() =>
    expect(router.state.location.pathname + router.state.location.search).toBe('/courses?q=leverage'),
  );
});
