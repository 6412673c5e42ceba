import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { BarsState } from './barSource';
import classes from './FeedBadge.module.css';

/** Whether the prices on screen are live. A dot and words. */
export function FeedBadge({ feed }: { feed: BarsState['feed'] }) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const text = t(`link.${feed.state}`, { time: formats.time(feed.since) });
  return (
    <span className={classes.badge} data-state={feed.state} role="status">
      <span className={classes.dot} aria-hidden="true" />
      {text}
    </span>
  );
}
