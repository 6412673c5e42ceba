import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type PostRow = components['schemas']['PostRow'];
export type Reason = NonNullable<PostRow['removedReason']>;

export const reasons = [
  'offensive',
  'offTopic',
  'personalData',
  'advertising',
] as const satisfies readonly Reason[];

export const states = ['reported', 'removed'] as const;

export const postRowsKey = ['admin', 'posts'] as const;

export const loadPostRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/posts', { params: { query: { ...query, cursor } }, signal }));

export const removePost = (id: string, reason: Reason, note: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/remove', { params: { path: { id } }, body: { reason, note } }));

export const restorePost = (id: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/restore', { params: { path: { id } } }));

export const settlePost = (id: string) =>
  unwrap(api.POST('/api/admin/posts/{id}/settle', { params: { path: { id } } }));
