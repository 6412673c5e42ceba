import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { BarsState } from './barSource';
import classes from './FeedBadge.module.css';

/** Whether the prices on screen are live. A dot and words. */
export function FeedBadge({ feed, live }: { feed: BarsState['feed']; live: boolean }) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  // History that nothing plays is not stale: it never moves.
  const state = feed.state === 'stale' && !live ? 'closed' : feed.state;
  const text = t(`link.${state}`, { time: formats.tableTime(feed.since) });
  return (
    <span className={classes.badge} data-state={state} role="status" title={text}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.text}>{text}</span>
    </span>
  );
}
