import type { CardStand, Rating, SessionCard } from '../api/practice';

type Rated = {
  review: string;
  rating: Rating;
  /** What was said before the back was seen. */
  confidence: number | null;
};
type Given = Rated & { card: SessionCard };

/** A session as it goes: the first card of the queue is shown. */
export type Session = {
  queue: readonly SessionCard[];
  /** What was rated, the last at the end. */
  given: readonly Given[];
  /** How many cards it began with. */
  size: number;
  /** Those whose back was seen: how sure one is of them says nothing any more. */
  seen: readonly string[];
};

/** A card that comes up again so soon is asked again in the same session. */
const soonMs = 20 * 60_000;

export const begin = (cards: readonly SessionCard[]): Session => ({
  queue: cards,
  given: [],
  size: cards.length,
  seen: [],
});

/** After the back of the first card was shown. */
export const turned = (session: Session): Session => ({
  ...session,
  seen: [...session.seen, ...session.queue.slice(0, 1).map((card) => card.stand.id)],
});

/** After the first card was rated: it comes again at the end where it is due within minutes. */
export function rated(session: Session, stand: CardStand, given: Rated, now: number): Session {
  const [card, ...rest] = session.queue;
  if (!card) return session;
  const isSoon = stand.dueAt !== null && Date.parse(stand.dueAt) - now <= soonMs;
  return {
    ...session,
    queue: isSoon ? [...rest, { ...card, stand }] : rest,
    given: [...session.given, { ...given, card }],
  };
}

/** After the last rating was taken back: its card is shown again, and no copy of it waits. */
export function undone(session: Session, stand: CardStand): Session {
  const last = session.given.at(-1);
  if (!last) return session;
  return {
    ...session,
    queue: [{ ...last.card, stand }, ...session.queue.filter((card) => card.stand.id !== stand.id)],
    given: session.given.slice(0, -1),
  };
}

/** Without the first card: it was set aside, or changed elsewhere. */
export const skipped = (session: Session): Session => ({ ...session, queue: session.queue.slice(1) });

/** Without the last rating, which can not be taken back any more. */
export const forgotten = (session: Session): Session => ({ ...session, given: session.given.slice(0, -1) });

/** How many cards of the session will not come again. */
export const finished = (session: Session) => session.size - session.queue.length;
