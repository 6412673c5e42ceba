/** A question as one finds it among the others. */
type Line = { position: number; answer: unknown };

export type Mark = { position: number; isAnswered: boolean; isFlagged: boolean };

/** One mark for each question, in their order. */
export const marksOf = (questions: readonly Line[], flagged: readonly number[]): readonly Mark[] =>
  questions.map(({ position, answer }) => ({
    position,
    isAnswered: answer !== null,
    isFlagged: flagged.includes(position),
  }));

export const unanswered = (questions: readonly Line[]) =>
  questions.filter(({ answer }) => answer === null).map(({ position }) => position);

/** Where one goes on: the first question without an answer, or the first of all. */
export const whereToGoOn = (questions: readonly Line[]) =>
  unanswered(questions)[0] ?? questions[0]?.position ?? 0;

/** The question that is `by` further on; at the ends it stays. */
export function neighbour(questions: readonly Line[], current: number, by: number): number {
  const index = questions.findIndex(({ position }) => position === current);
  return questions[Math.max(0, Math.min(questions.length - 1, index + by))]?.position ?? current;
}

export const toggled = (numbers: readonly number[], one: number): number[] =>
  numbers.includes(one) ? numbers.filter((other) => other !== one) : [...numbers, one].sort((a, b) => a - b);
