import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { learningKey, type Level, type Offering } from '../api/courses';

export type LessonHit = components['schemas']['LessonHit'];
export type Excerpt = NonNullable<LessonHit['excerptEs']>;
export type Mark = Excerpt['marks'][number];

export type LessonQuery = {
  q: string;
  language?: 'es' | 'en';
  level?: Level;
  access?: Offering;
  course?: string;
  limit?: number;
};

export const hitsKey = [...learningKey, 'hits'] as const;

export const loadHits = (query: LessonQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/lessons', { params: { query: { ...query, cursor } }, signal }));

/** Lessons by words in them: best match first. */
export function useHits(query: LessonQuery) {
  return useInfiniteQuery({
    queryKey: [...hitsKey, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => loadHits(query, pageParam, signal),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: query.q !== '',
  });
}
