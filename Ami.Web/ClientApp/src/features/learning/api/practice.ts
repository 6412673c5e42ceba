import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { learningKey } from './courses';

export type Overview = components['schemas']['PracticeOverview'];
export type SessionCard = components['schemas']['SessionCard'];
export type CardStand = components['schemas']['CardStand'];
export type Calibration = components['schemas']['Calibration'];
export type Rating = components['schemas']['Rating'];

/** From the worst on: the keys 1 to 4. */
export const ratings = ['again', 'hard', 'good', 'easy'] as const satisfies readonly Rating[];

/** How sure one can say to be, in percent: the keys 5 to 9 and 0. */
export const confidences = [50, 60, 70, 80, 90, 100] as const;

const practiceKey = [...learningKey, 'practice'] as const;

/** What is due changes with the time and on other devices, so it is asked for each time. */
export const usePractice = () =>
  useQuery({
    queryKey: [...practiceKey, 'overview'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/practice', { signal })),
    staleTime: 0,
  });

export const useCalibration = () =>
  useQuery({
    queryKey: [...practiceKey, 'calibration'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/practice/calibration', { signal })),
    staleTime: 0,
  });

/** Asks for the cards of a session that begins now. */
export const useBegin = () =>
  useMutation({ mutationFn: async () => (await unwrap(api.GET('/api/practice/session'))).cards });

/** Says that the practice is not what it was, and what it earned. */
export function usePracticeChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: learningKey });
}

export const rateCard = (
  review: string,
  stand: CardStand,
  rating: Rating,
  seconds: number,
  confidence: number | null,
) =>
  unwrap(
    api.PUT('/api/practice/reviews/{review}', {
      params: { path: { review } },
      body: { card: stand.id, version: stand.version, rating, seconds, confidence },
    }),
  );

export const undoReview = (review: string) =>
  unwrap(api.DELETE('/api/practice/reviews/{review}', { params: { path: { review } } }));

export const suspendCard = (card: string) =>
  unwrap(api.POST('/api/practice/cards/{card}/suspend', { params: { path: { card } } }));

export const resumeCard = (card: string) =>
  unwrap(api.POST('/api/practice/cards/{card}/resume', { params: { path: { card } } }));
