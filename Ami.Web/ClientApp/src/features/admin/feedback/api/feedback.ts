import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type FeedbackRow = components['schemas']['FeedbackRow'];
export type FeedbackStatus = FeedbackRow['status'];

export const statuses = [
  'open',
  'planned',
  'inProgress',
  'done',
  'declined',
] as const satisfies readonly FeedbackStatus[];

export const feedbackRowsKey = ['admin', 'feedback'] as const;

export const loadFeedbackRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/feedback', { params: { query: { ...query, cursor } }, signal }));

/** Ideas that a duplicate may be of, most wanted first. */
export const findTargets = (q: string, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/feedback', { params: { query: { q, sort: '-votes', limit: 8 } }, signal }));

/** What is done to one idea. */
export const feedbackActs = (id: string) => {
  const params = { path: { id } };
  return {
    answer: (status: FeedbackStatus, reply: string) =>
      unwrap(api.PUT('/api/admin/feedback/{id}/answer', { params, body: { status, reply } })),
    merge: (into: string) => unwrap(api.POST('/api/admin/feedback/{id}/merge', { params, body: { into } })),
    undoMerge: () => unwrap(api.DELETE('/api/admin/feedback/{id}/merge', { params })),
    remove: () => unwrap(api.DELETE('/api/admin/feedback/{id}', { params })),
  };
};
