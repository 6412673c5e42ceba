import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Role, RoleMatrix } from '@/lib/roles/roles';
import { RolesPage } from './RolesPage';

const role = (name: string, rest: Partial<Role> = {}): Role => ({
  name,
  displayName: null,
  description: '',
  isBuiltIn: true,
  isStaff: true,
  people: 0,
  permissions: [],
  fixed: ['roles.manage'],
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
  ...rest,
});
const permission = (name: string, en: string) => ({ name, words: { en, es: en } });
const matrix: RoleMatrix = {
  permissions: [
    permission('mails.read', 'See mails'),
    permission('roles.manage', 'Make roles'),
    permission('users.read', 'See accounts'),
  ],
  roles: [
    role('student', { isStaff: false, fixed: ['mails.read', 'roles.manage', 'users.read'], people: 900 }),
    role('support', { permissions: ['mails.read', 'users.read'], people: 3, version: 7 }),
    role('night-shift', { displayName: 'Night shift', isBuiltIn: false, people: 1, version: 2 }),
  ],
};
const list = { status: 200, body: matrix };

beforeEach(() => switchLanguage('en'));
afterEach(() => session.forget());

it('shows what changes and for how many people, and sends exactly that with the version seen', async () => {
  signIn('roles.read', 'roles.manage');
  const calls = serve({
    'GET /api/admin/roles': list,
    'PUT /api/admin/roles/support/permissions': { status: 200, body: matrix.roles[1] },
  });
  renderPage(<RolesPage />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Support: See mails' }));
  const fixed = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Support: Make roles' });
  expect(fixed.disabled).toBe(true);
  expect(screen.queryByRole('checkbox', { name: 'Student: See accounts' })).toBeNull();
  screen.getByText('1 change not saved');
  await userEvent.click(screen.getByRole('button', { name: 'Review changes' }));

  const dialog = await screen.findByRole('dialog', { name: 'Save these changes?' });
  within(dialog).getByText('Support (3 people)');
  within(dialog).getByText('Loses: See mails');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const sent = calls.find(({ method }) => method === 'PUT');
  expect(sent?.body).toEqual({ permissions: ['users.read'], version: 7 });
});

it('says so when somebody else was faster, and keeps the dialog open', async () => {
  signIn('roles.read', 'roles.manage');
  serve({
    'GET /api/admin/roles': list,
    'PUT /api/admin/roles/support/permissions': { status: 409, body: { code: 'role.changed' } },
  });
  renderPage(<RolesPage />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Support: See mails' }));
  await userEvent.click(screen.getByRole('button', { name: 'Review changes' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save changes' }));
  expect((await screen.findByRole('alert')).textContent).toContain(
    'Somebody has changed this role meanwhile',
  );
});

it('clones a role and deletes one with the number of people that was shown', async () => {
  signIn('roles.read', 'roles.manage');
  const calls = serve({
    'GET /api/admin/roles': list,
    'POST /api/admin/roles': { status: 201, body: matrix.roles[2] },
    'DELETE /api/admin/roles/night-shift': { status: 204 },
  });
  renderPage(<RolesPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Clone Support' }));
  await userEvent.type(await screen.findByLabelText('Name'), ' Day shift ');
  await userEvent.click(screen.getByRole('button', { name: 'Make role' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'Delete Night shift' }));
  await screen.findByText(/^1 person has this role/);
  await userEvent.click(screen.getByRole('button', { name: 'Delete role' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
    displayName: 'Day shift',
    description: '',
    from: 'support',
  });
  expect(Object.fromEntries(calls.find(({ method }) => method === 'DELETE')?.query ?? [])).toEqual({
    version: '2',
    people: '1',
  });
});

it('only shows to those who may not change', async () => {
  signIn('roles.read');
  serve({ 'GET /api/admin/roles': list });
  renderPage(<RolesPage />);
  const name = 'Night shift: See mails';
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name });
  expect(box.disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'New role' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
});

it('asks before the page is left with changes that are not saved', async () => {
  signIn('roles.read', 'roles.manage');
  serve({ 'GET /api/admin/roles': list });
  const { router } = renderPage(<RolesPage />, '/admin/roles');
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Support: See mails' }));
  void router.navigate('/admin/users');
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
  within(dialog).getByText('1 change of permissions is not saved and would be lost.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stay' }));
  expect(router.state.location.pathname).toBe('/admin/roles');
  screen.getByText('1 change not saved');
  void router.navigate('/admin/users');
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/admin/users'));
});
