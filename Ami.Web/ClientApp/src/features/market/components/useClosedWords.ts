import { useContext, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { closedAt, momentOf, stretchAt, type TradingSession } from '@/lib/live/hours';
import { QuotesContext } from '@/lib/live/quotes';
import '../texts';

/** Longer than this nobody waits at once: a day that is far has other words than one that is near. */
const longest = 3_600_000;
const shortest = 250;

/** Draws anew when a market opens or closes. */
function useTurns(sessions: readonly TradingSession[] | null | undefined, clock: () => number) {
  const [turns, turn] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const now = clock();
    const stretch = sessions && stretchAt(sessions, now);
    if (!stretch) return;
    const opens = Date.parse(stretch.opens);
    const next = (opens > now ? opens : Date.parse(stretch.closes)) - now;
    const timer = setTimeout(turn, Math.min(Math.max(next, shortest), longest));
    return () => clearTimeout(timer);
  }, [sessions, clock, turns]);
}

/** That a market is closed and when it opens, in the person's zone; null while it is open. */
export function useClosedWords(sessions: readonly TradingSession[] | null | undefined): string | null {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const { now: clock } = useContext(QuotesContext);
  useTurns(sessions, clock);
  const now = clock();
  const closed = closedAt(sessions, now);
  if (!closed) return null;
  if (closed.opens === null) return t('closed.tag');
  const { time, day } = momentOf(formats, closed.opens, now);
  return day === null ? t('closed.today', { time }) : t('closed.until', { day, time });
}
