import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { SymbolSummary } from '../api/symbols';
import { useClosedWords } from '../components/useClosedWords';
import type { BarsState } from './barSource';
import classes from './FeedBadge.module.css';

type Props = Pick<SymbolSummary, 'live' | 'sessions'> & { feed: BarsState['feed'] };

/** Whether the prices on screen are live, and why not. A dot and words. */
export function FeedBadge({ feed, live, sessions }: Props) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  // By the calendar; prices that come all the same are live.
  const closed = useClosedWords(feed.state === 'stale' ? sessions : null);
  // History that nothing plays is not stale: it never moves.
  const state = feed.state === 'stale' && (closed !== null || !live) ? 'closed' : feed.state;
  const text = closed ?? t(`link.${state}`, { time: formats.tableTime(feed.since) });
  return (
    <span className={classes.badge} data-state={state} role="status" title={text}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.text}>{text}</span>
    </span>
  );
}
