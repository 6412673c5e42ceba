import type { Question } from '../api/quizzes';

export type Verdict = 'right' | 'partly' | 'wrong' | 'none';

/** How a question was answered, once that may be seen. */
export function verdictOf({ answer, result }: Pick<Question, 'answer' | 'result'>): Verdict {
  if (answer === null) return 'none';
  const share = result?.share ?? 0;
  return share >= 1 ? 'right' : share > 0 ? 'partly' : 'wrong';
}

/** How many questions of an ended attempt went to practice: those answered wrong that can be asked without a drawing. */
export const practised = (questions: readonly Pick<Question, 'kind' | 'answer' | 'chart' | 'result'>[]) =>
  questions.filter(
    ({ kind, answer, chart, result }) =>
      result !== null &&
      result.share < 1 &&
      answer !== null &&
      kind !== 'mark' &&
      kind !== 'replay' &&
      chart === null,
  ).length;
