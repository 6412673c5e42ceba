import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type RatingRow = components['schemas']['RatingRow'];
export type HidingReason = NonNullable<RatingRow['hiddenReason']>;

export const reasons = [
  'offensive',
  'offTopic',
  'personalData',
  'advertising',
] as const satisfies readonly HidingReason[];

export const ratingRowsKey = ['admin', 'ratings'] as const;

export const loadRatingRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/ratings', { params: { query: { ...query, cursor } }, signal }));

export const hideRating = (id: string, reason: HidingReason, note: string) =>
  unwrap(api.POST('/api/admin/ratings/{id}/hide', { params: { path: { id } }, body: { reason, note } }));

export const showRating = (id: string) =>
  unwrap(api.POST('/api/admin/ratings/{id}/show', { params: { path: { id } } }));
