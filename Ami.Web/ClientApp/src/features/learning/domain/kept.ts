import type { Answer } from '../api/quizzes';
import type { Outbox } from './outbox';

/** What this device keeps of an attempt until the server has it, and what only this person's eyes need. */
export type Kept = {
  waiting: Outbox<Answer>;
  /** Answers that are not checked yet, by positions. */
  drafts: Readonly<Record<number, Answer | null>>;
  flagged: readonly number[];
};

export const nothingKept: Kept = { waiting: {}, drafts: {}, flagged: [] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what was kept. What cannot be read, of another version or another program, is left. */
export function readKept(text: string | null): Kept {
  if (text === null) return nothingKept;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isRecord(kept) || !isRecord(kept.waiting) || !isRecord(kept.drafts) || !Array.isArray(kept.flagged))
      return nothingKept;
    const isWhole = Object.values(kept.waiting).every(
      (one) => isRecord(one) && typeof one.version === 'number' && Array.isArray(one.tried),
    );
    return isWhole ? (kept as Kept) : nothingKept;
  } catch {
    return nothingKept;
  }
}

/** As text; null where there is nothing to keep. */
export const writeKept = ({ waiting, drafts, flagged }: Kept): string | null =>
  [waiting, drafts, flagged].every((one) => Object.keys(one).length === 0)
    ? null
    : JSON.stringify({ waiting, drafts, flagged });
