import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';

export type CourseCard = components['schemas']['CourseCard'];
export type Course = components['schemas']['CourseView'];
export type LessonLine = components['schemas']['LessonLine'];
export type Lesson = components['schemas']['LessonView'];
export type LearnedCourse = components['schemas']['LearnedCourse'];
export type Level = CourseCard['level'];
export type Offering = CourseCard['access'];

export const levels = ['beginner', 'intermediate', 'advanced'] as const satisfies readonly Level[];
export const offerings = ['free', 'standard', 'sold'] as const satisfies readonly Offering[];

/** One may not read it (any more): it is of another plan, or to be bought. */
export const isClosed = (error: unknown) =>
  error instanceof ApiError &&
  (error.code === 'learning.not_bought' || error.code === 'plan.upgrade_required');

export const learningKey = ['learning'] as const;
const courseKey = (slug: string) => [...learningKey, 'course', slug] as const;
const pageSize = 24;

export type CourseQuery = { q?: string; level?: Level; access?: Offering };

/** The catalogue: best match first. */
export function useCourses(query: CourseQuery, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: [...learningKey, 'catalogue', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/courses', {
          params: { query: { ...query, cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...options,
  });
}

/** A course by its name in addresses or its id. */
export function useCourse(course: string) {
  return useQuery({
    queryKey: courseKey(course),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/courses/{course}', { params: { path: { course } }, signal })),
  });
}

/** A lesson's text. What one may read changes with plan and purchases, so it is asked for each time. */
export function useLesson(lesson: string, options: { enabled: boolean }) {
  return useQuery({
    queryKey: [...learningKey, 'lesson', lesson],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/lessons/{lesson}', { params: { path: { lesson } }, signal })),
    staleTime: 0,
    ...options,
  });
}

export function useMyLearning(options: { enabled: boolean }) {
  return useQuery({
    queryKey: [...learningKey, 'mine'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/learning', { signal })),
    ...options,
  });
}

/** Puts a course among one's own. */
export function useEnrol() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (course: string) =>
      unwrap(api.POST('/api/courses/{course}/enroll', { params: { path: { course } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: learningKey }),
  });
}

/** Marks a lesson as done. */
export function useComplete() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lesson: string) =>
      unwrap(api.POST('/api/lessons/{lesson}/complete', { params: { path: { lesson } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: learningKey }),
  });
}

/** Asks for the page on which a course is paid. */
export const buyCourse = (key: string, id: string, currency: string, isGift: boolean) =>
  unwrap(
    api.POST('/api/payments/purchases', {
      params: { header: { 'Idempotency-Key': key } },
      body: { kind: 'course', id, currency, isGift },
    }),
  );
