import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { HidingReason } from '@/lib/hidingReasons';

export type RatingRow = components['schemas']['RatingRow'];

export const ratingRowsKey = ['admin', 'ratings'] as const;

export const loadRatingRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/ratings', { params: { query: { ...query, cursor } }, signal }));

export const hideRating = (id: string, reason: HidingReason, note: string) =>
  unwrap(api.POST('/api/admin/ratings/{id}/hide', { params: { path: { id } }, body: { reason, note } }));

export const showRating = (id: string) =>
  unwrap(api.POST('/api/admin/ratings/{id}/show', { params: { path: { id } } }));
