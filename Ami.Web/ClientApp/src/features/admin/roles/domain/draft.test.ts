import { expect, it } from 'vitest';
import type { Role } from '@/lib/roles/roles';
import { byArea, changesOf, decide, isGranted, permissionsAfter } from './draft';

const role: Role = {
  name: 'support',
  displayName: null,
  description: '',
  isBuiltIn: true,
  isStaff: true,
  people: 3,
  permissions: ['mails.read', 'users.read'],
  fixed: ['roles.manage'],
  version: 4,
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
};

it('collects what differs from what holds', () => {
  let draft = decide({}, role, 'audit.read', true);
  draft = decide(draft, role, 'mails.read', false);
  draft = decide(draft, role, 'users.read', true);
  const changes = changesOf(draft, [role]);
  expect(changes).toEqual([{ role, added: ['audit.read'], removed: ['mails.read'] }]);
  expect(changes.map(permissionsAfter)).toEqual([['users.read', 'audit.read']]);
  expect(isGranted(draft, role, 'audit.read')).toBe(true);
  expect(isGranted(draft, role, 'system.read')).toBe(false);
});

it('is no change when a box is set back, is fixed, or somebody else decided the same meanwhile', () => {
  const back = decide(decide({}, role, 'mails.read', false), role, 'mails.read', true);
  expect(changesOf(back, [role])).toEqual([]);
  expect(changesOf(decide({}, role, 'roles.manage', true), [role])).toEqual([]);
  const meanwhile = { ...role, permissions: [...role.permissions, 'audit.read'], version: 5 };
  expect(changesOf(decide({}, role, 'audit.read', true), [meanwhile])).toEqual([]);
});

it('groups by area', () => {
  const names = ['users.help', 'users.read', 'mails.read'].map((name) => ({ name }));
  expect(byArea(names).map(([area, list]) => [area, list.length])).toEqual([
    ['users', 2],
    ['mails', 1],
  ]);
});
