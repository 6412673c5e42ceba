import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { ListQuery } from '@/components/adminTable/types';

export type UserRow = components['schemas']['UserRow'];

export const usersKey = ['admin', 'users'] as const;

export const loadUsers = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/users', { params: { query: { ...query, cursor } }, signal }));
