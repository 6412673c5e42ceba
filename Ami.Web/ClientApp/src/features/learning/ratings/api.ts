import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { learningKey } from '../api/courses';

export type CourseRatings = components['schemas']['CourseRatingsView'];
export type RatingFigures = components['schemas']['RatingFigures'];
export type OwnRating = components['schemas']['OwnRating'];

export const ratingsKey = (course: string) => [...learningKey, 'ratings', course] as const;

export function useRatings(course: string) {
  return useInfiniteQuery({
    queryKey: ratingsKey(course),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/courses/{course}/ratings', {
          params: { path: { course }, query: { cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.texts.nextCursor ?? undefined,
  });
}

export const rateCourse = (course: string, version: number, stars: number, text: string) =>
  unwrap(
    api.PUT('/api/courses/{course}/rating', {
      params: { path: { course } },
      body: { version, stars, text },
    }),
  );

export const deleteRating = (course: string) =>
  unwrap(api.DELETE('/api/courses/{course}/rating', { params: { path: { course } } }));
