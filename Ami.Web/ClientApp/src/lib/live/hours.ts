import type { components } from '@/lib/api/schema';
import type { Formats } from '@/lib/formats/formats';

export type TradingSession = components['schemas']['TradingSession'];

const week = 6 * 86_400_000;

/** The stretch that is not over, in which something trades now or next. */
export const stretchAt = (sessions: readonly TradingSession[], now: number) =>
  sessions.find(({ closes }) => Date.parse(closes) > now);

/**
 * That a market is closed, and when it opens.
 * @param sessions The next ones; none at all where it trades around the clock.
 * @returns Null while it is open, and where all that is known is over.
 */
export function closedAt(
  sessions: readonly TradingSession[] | null | undefined,
  now: number,
): { opens: string | null } | null {
  if (!sessions) return null;
  const next = stretchAt(sessions, now);
  if (!next) return sessions.length === 0 ? { opens: null } : null;
  return Date.parse(next.opens) > now ? { opens: next.opens } : null;
}

/** A moment to come in the person's zone: its time and, unless it is today, its day. */
export function momentOf(formats: Formats, at: string | number, now: number) {
  const isFar = new Date(at).getTime() - now > week;
  return {
    time: formats.shortTime(at),
    day:
      formats.date(at) === formats.date(now)
        ? null
        : formats.with(at, isFar ? { day: 'numeric', month: 'long' } : { weekday: 'long' }),
  };
}
