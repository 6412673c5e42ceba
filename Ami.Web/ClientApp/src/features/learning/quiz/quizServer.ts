import { serve, type Call } from '@/testing/server';
import type { Course, Lesson } from '../api/courses';
import type { Answer, Attempt, Question, Quiz } from '../api/quizzes';

const line = { titleEs: 'Tamaño', titleEn: 'Size', minutes: 5, isPreview: true, isDone: false };
export const course: Course = {
  id: 'c1',
  slug: 'risk-first',
  level: 'beginner',
  access: 'free',
  titleEs: 'El riesgo primero',
  titleEn: 'Risk first',
  summaryEs: '',
  summaryEn: '',
  isArchived: false,
  prices: [],
  includedIn: null,
  lessons: [
    { ...line, id: 'l1', key: 'size', kind: 'article' },
    { ...line, id: 'q1', key: 'check', titleEs: 'Control', titleEn: 'Check', kind: 'quiz' },
  ],
  reach: 'free',
  enrolledAt: null,
  continueWith: null,
  certificate: null,
  certificateWithdrawn: false,
};
const lesson: Lesson = {
  id: 'q1',
  courseId: 'c1',
  key: 'check',
  titleEs: 'Control',
  titleEn: 'Check',
  bodyEs: '## Antes de empezar',
  bodyEn: '## Before you begin',
  minutes: 5,
  isPreview: true,
  kind: 'quiz',
};

const both = (text: string) => ({ es: `${text} (es)`, en: text });
export const solution = {
  explanation: both('Because it is so.'),
  right: null,
  value: null,
  tolerance: null,
  unit: null,
  order: null,
  matches: null,
  accepted: null,
  regions: null,
};

/** A question, with what its kind has. */
export const ask = (position: number, kind: Question['kind'], rest: Partial<Question> = {}): Question => ({
  position,
  id: `question-${position}`,
  topic: 'size',
  kind,
  points: 1,
  prompt: both(`What about ${position}?`),
  options: null,
  units: null,
  items: null,
  lefts: null,
  rights: null,
  chart: null,
  replay: null,
  answer: null,
  version: 0,
  isFinal: false,
  result: null,
  ...rest,
});
export const names = (...texts: string[]) => texts.map(both);

export const attemptOf = (questions: Question[], rest: Partial<Attempt> = {}): Attempt => ({
  id: 'a1',
  lessonId: 'q1',
  number: 1,
  startedAt: '2026-11-30T12:00:00Z',
  endsAt: null,
  now: '2026-11-30T12:00:00Z',
  submittedAt: null,
  endedBy: null,
  answers: 'afterAttempt',
  passMark: 70,
  questions,
  percent: null,
  passed: null,
  at: 0,
  ...rest,
});

export const quiz: Quiz = {
  lessonId: 'q1',
  terms: {
    questions: 2,
    passMark: 70,
    attempts: 3,
    waitMinutes: 60,
    timeLimitMinutes: 30,
    grade: 'best',
    answers: 'afterAttempt',
    isFinal: false,
  },
  now: '2026-11-30T12:00:00Z',
  attempts: [],
  percent: null,
  isPassed: false,
  open: null,
  next: { allowed: true, reason: null, at: null },
};

type Reply = { status: number; body?: unknown };
type Said = { version: number; answer: Answer | null };

/**
 * A server with one quiz and one attempt, which keeps answers as the real one does. `answering` may answer in its place: what it gives back is
 * sent instead.
 */
export function serveQuiz(
  shown: { quiz?: Quiz; attempt: Attempt; ended?: Attempt; check?: (question: Question) => Question },
  answering: (position: number, said: Said) => Reply | null = () => null,
) {
  const at = { attempt: shown.attempt };
  const answer = (position: number) => (call: Call) => {
    const said = call.body as Said;
    const instead = answering(position, said);
    if (instead) return instead;
    const before = at.attempt.questions.find((one) => one.position === position);
    if (!before) return { status: 404, body: { code: 'learning.question_unknown' } };
    if (said.version !== before.version)
      return { status: 409, body: { code: 'learning.answer_changed', current: before } };
    const kept = { ...before, answer: said.answer, version: before.version + 1 };
    const now = shown.check?.(kept) ?? kept;
    at.attempt = {
      ...at.attempt,
      questions: at.attempt.questions.map((one) => (one.position === position ? now : one)),
    };
    return { status: 200, body: now };
  };
  const path = '/api/quizzes/q1/attempts/a1';
  const calls = serve({
    'GET /api/courses/risk-first': { status: 200, body: course },
    'GET /api/lessons/q1': { status: 200, body: lesson },
    'GET /api/quizzes/q1': { status: 200, body: shown.quiz ?? quiz },
    'POST /api/quizzes/q1/attempts': () => ({ status: 201, body: at.attempt }),
    [`GET ${path}`]: () => ({ status: 200, body: at.attempt }),
    'POST /api/quizzes/q1/submit': () => {
      at.attempt = shown.ended ?? at.attempt;
      return { status: 200, body: at.attempt };
    },
    ...Object.fromEntries(
      shown.attempt.questions.map(({ position }) => [`PUT ${path}/answers/${position}`, answer(position)]),
    ),
  });
  return {
    calls,
    /** What was sent as answers, in order. */
    said: () => calls.filter(({ method }) => method === 'PUT').map(({ body }) => body as Said),
    /** The clock ends the attempt. */
    end: (ended: Attempt) => {
      at.attempt = ended;
    },
  };
}
