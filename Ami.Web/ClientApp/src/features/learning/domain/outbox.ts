/** An answer that the server does not have yet, as far as is known here. */
export type Waiting<A> = {
  answer: A | null;
  /** The version of the question's answer that it replaces. */
  version: number;
  /** What was sent under this version: whether it arrived is not known. */
  tried: readonly (A | null)[];
};

/** By the questions' positions. */
export type Outbox<A> = Readonly<Record<number, Waiting<A>>>;

/** What the server is known to have. */
export type Stored<A> = { answer: A | null; version: number };

/** Answers are plain records and made in one way each, so their texts compare. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export function without<A>(box: Outbox<A>, position: number): Outbox<A> {
  return Object.fromEntries(Object.entries(box).filter(([key]) => Number(key) !== position));
}

/** After an answer was given: it waits, unless the server has it already and nothing else is on its way. */
export function given<A>(box: Outbox<A>, position: number, answer: A | null, stored: Stored<A>): Outbox<A> {
  const before = box[position];
  if (before) return { ...box, [position]: { ...before, answer } };
  if (same(answer, stored.answer)) return box;
  return { ...box, [position]: { answer, version: stored.version, tried: [] } };
}

/** Before the answer of a question is sent. */
export function trying<A>(box: Outbox<A>, position: number): Outbox<A> {
  const waiting = box[position];
  if (!waiting || waiting.tried.some((one) => same(one, waiting.answer))) return box;
  return { ...box, [position]: { ...waiting, tried: [...waiting.tried, waiting.answer] } };
}

/** After the server took what was sent: done, unless another answer was given meanwhile, which replaces that one. */
export function taken<A>(box: Outbox<A>, position: number, sent: A | null, now: Stored<A>): Outbox<A> {
  const waiting = box[position];
  if (!waiting) return box;
  return same(waiting.answer, sent)
    ? without(box, position)
    : { ...box, [position]: { answer: waiting.answer, version: now.version, tried: [] } };
}

/**
 * After the server said that it has another answer: when that is one of ours whose arrival was not known, the newer one replaces it;
 * else it was given elsewhere, and stands.
 */
export function overtaken<A>(
  box: Outbox<A>,
  position: number,
  now: Stored<A>,
): { box: Outbox<A>; isTheirs: boolean } {
  const waiting = box[position];
  if (!waiting || same(waiting.answer, now.answer)) return { box: without(box, position), isTheirs: false };
  return waiting.tried.some((answer) => same(answer, now.answer))
    ? {
        box: { ...box, [position]: { answer: waiting.answer, version: now.version, tried: [] } },
        isTheirs: false,
      }
    : { box: without(box, position), isTheirs: true };
}

/** Which question's answer is sent next; null when none waits. */
export function nextOf<A>(box: Outbox<A>): number | null {
  const [first] = Object.keys(box);
  return first === undefined ? null : Number(first);
}
