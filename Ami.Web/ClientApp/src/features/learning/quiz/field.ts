import type { Answer, Question } from '../api/quizzes';

/** What every kind of question is answered with. Its question's `answer` is what counts now, wherever it is kept. */
export type FieldProps = {
  question: Question;
  /** Not to be changed any more. */
  isFixed: boolean;
  onAnswer: (answer: Answer | null, isTyped?: boolean) => void;
};
