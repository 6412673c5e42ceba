import { describe, expect, it } from 'vitest';
import type { CardStand, SessionCard } from '../api/practice';
import { begin, finished, rated, skipped, undone } from './session';

const now = Date.parse('2026-11-30T12:00:00Z');
const stand = (id: string, version = 0, dueAt: string | null = null): CardStand => ({
  id,
  version,
  phase: dueAt === null ? 'new' : 'learning',
  dueAt,
  isSuspended: false,
  next: { again: 60, hard: 330, good: 600, easy: 691_200 },
});
const card = (id: string): SessionCard => ({
  stand: stand(id),
  origin: 'lesson',
  frontEs: id,
  frontEn: id,
  backEs: id,
  backEn: id,
  lesson: null,
});
const ids = (session: ReturnType<typeof begin>) => session.queue.map((one) => one.stand.id);

describe('a session', () => {
  it('asks a card again that is due within minutes, behind the others', () => {
    const after = rated(
      begin([card('a'), card('b')]),
      stand('a', 1, '2026-11-30T12:10:00Z'),
      { review: 'r1', rating: 'good', confidence: null },
      now,
    );
    expect(ids(after)).toEqual(['b', 'a']);
    expect(after.queue[1]?.stand.version).toBe(1);
    expect(finished(after)).toBe(0);
  });

  it('is done with a card that is due after days', () => {
    const after = rated(
      begin([card('a'), card('b')]),
      stand('a', 1, '2026-12-08T12:00:00Z'),
      { review: 'r1', rating: 'easy', confidence: null },
      now,
    );
    expect(ids(after)).toEqual(['b']);
    expect(finished(after)).toBe(1);
  });

  it('shows the card again whose rating is taken back, once', () => {
    const after = rated(
      begin([card('a'), card('b')]),
      stand('a', 1, '2026-11-30T12:01:00Z'),
      { review: 'r1', rating: 'again', confidence: null },
      now,
    );
    const back = undone(after, stand('a', 2));
    expect(ids(back)).toEqual(['a', 'b']);
    expect(back.queue[0]?.stand.version).toBe(2);
    expect(back.given).toEqual([]);
    expect(undone(back, stand('a', 3))).toBe(back);
  });

  it('goes on without a card that was changed elsewhere', () => {
    expect(ids(skipped(begin([card('a'), card('b')])))).toEqual(['b']);
  });
});
