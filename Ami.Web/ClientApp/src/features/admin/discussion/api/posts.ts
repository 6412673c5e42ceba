import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { HidingReason } from '@/lib/hidingReasons';

export type PostRow = components['schemas']['PostRow'];

export const states = ['reported', 'removed'] as const;

export const postRowsKey = ['admin', 'posts'] as const;

export const loadPostRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/posts', { params: { query: { ...query, cursor } }, signal }));

export const removePost = (id: string, reason: HidingReason, note: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/remove', { params: { path: { id } }, body: { reason, note } }));

export const restorePost = (id: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/restore', { params: { path: { id } } }));

export const settlePost = (id: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/settle', { params: { path: { id } } }));
