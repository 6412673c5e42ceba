import {
  notifyManager,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { leftOf, offsetOf } from '../domain/clock';
import { learningKey } from './courses';

export type Quiz = components['schemas']['QuizView'];
export type Attempt = components['schemas']['AttemptView'] & {
  /** What `performance.now()` said when the server's clock said `now`. */
  at: number;
};
export type Question = components['schemas']['QuestionView'];
export type Answer = components['schemas']['QuestionAnswer'];
export type Solution = components['schemas']['SolutionView'];
export type Chart = components['schemas']['ChartView'];
export type Both = components['schemas']['InBoth'];

const quizKey = (lesson: string) => [...learningKey, 'quiz', lesson] as const;
export const attemptKey = (lesson: string, attempt: string) => [...quizKey(lesson), attempt] as const;

/** Clocks of devices are put right while they run, so time is counted without them; half of the way there and back is taken off. */
async function timed(answer: Promise<components['schemas']['AttemptView']>): Promise<Attempt> {
  const asked = performance.now();
  const attempt = await answer;
  return { ...attempt, at: (asked + performance.now()) / 2 };
}

/** Attempts are taken on other devices too, so it is asked for each time, and when a wait is over. */
export const useQuiz = (lesson: string) =>
  useQuery({
    queryKey: [...quizKey(lesson), 'overview'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/quizzes/{lesson}', { params: { path: { lesson } }, signal })),
    staleTime: 0,
    refetchInterval({ state: { data } }) {
      if (!data?.next.at || data.next.allowed) return false;
      const left = Date.parse(data.next.at) - Date.parse(data.now);
      return Math.min(3_600_000, Math.max(1_000, left + 200));
    },
  });

/** An attempt. Where its time ends, it is read again then, and until the server says that it is over. */
export const useQuizAttempt = (lesson: string, attempt: string) =>
  useQuery({
    queryKey: attemptKey(lesson, attempt),
    queryFn: ({ signal }) =>
      timed(
        unwrap(
          api.GET('/api/quizzes/{lesson}/attempts/{attempt}', {
            params: { path: { lesson, attempt } },
            signal,
          }),
        ),
      ),
    staleTime: 0,
    refetchInterval({ state: { data } }) {
      if (!data?.endsAt || data.submittedAt) return false;
      return Math.max(1_000, leftOf(data.endsAt, offsetOf(data.now, data.at), performance.now()) + 200);
    },
  });

/** Begins an attempt, or goes on with the one that is open. */
export function useStart(lesson: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      timed(unwrap(api.POST('/api/quizzes/{lesson}/attempts', { params: { path: { lesson } } }))),
    onSuccess: (attempt) => client.setQueryData(attemptKey(lesson, attempt.id), attempt),
    // A refusal may say that something has changed.
    onError: () => client.invalidateQueries({ queryKey: quizKey(lesson) }),
  });
}

/** Goes on when the page is left meanwhile. */
export const saveAnswer = (
  lesson: string,
  attempt: string,
  position: number,
  version: number,
  answer: Answer | null,
) =>
  unwrap(
    api.PUT('/api/quizzes/{lesson}/attempts/{attempt}/answers/{position}', {
      params: { path: { lesson, attempt, position } },
      body: { version, answer },
      keepalive: true,
    }),
  );

export const submitAttempt = (lesson: string, attempt: string) =>
  timed(
    unwrap(api.POST('/api/quizzes/{lesson}/submit', { params: { path: { lesson } }, body: { attempt } })),
  );

/** What keeps the cache as the server says it is. */
export function attemptCache(client: QueryClient, lesson: string, attempt: string) {
  const key = attemptKey(lesson, attempt);
  return {
    question: (position: number) =>
      client.getQueryData<Attempt>(key)?.questions.find((one) => one.position === position),
    /** What is being read may have been answered before what is sent. */
    hold: () => client.cancelQueries({ queryKey: key }),
    /** One question as it is now. Done when whoever shows it was told: what is kept here may be forgotten then. */
    put(question: Question) {
      client.setQueryData<Attempt>(
        key,
        (before) =>
          before && {
            ...before,
            questions: before.questions.map((one) => (one.position === question.position ? question : one)),
          },
      );
      return new Promise<void>((done) => notifyManager.schedule(done));
    },
    end: (ended: Attempt) => client.setQueryData(key, ended),
    readAgain: () => client.invalidateQueries({ queryKey: key }),
    /** One may not read it any more: nothing of it stays, and its lesson and course say so. */
    async close() {
      await client.resetQueries({ queryKey: key });
      await client.invalidateQueries({ queryKey: learningKey });
    },
  };
}
