import type { Answer, Attempt, Question } from '../api/quizzes';

/** What every kind of question is answered with. Its question's `answer` is what counts now, wherever it is kept. */
export type FieldProps = {
  question: Question;
  /** Of which it is one. */
  attempt: Pick<Attempt, 'id' | 'lessonId'>;
  /** Not to be changed any more. */
  isFixed: boolean;
  onAnswer: (answer: Answer | null, isTyped?: boolean) => void;
};
