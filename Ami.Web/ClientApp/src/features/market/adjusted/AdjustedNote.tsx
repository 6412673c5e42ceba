import { useTranslation } from 'react-i18next';
import classes from './AdjustedNote.module.css';
import './texts';

export type AdjustedNoteProps = { adjust: 'all' | 'none' };

/** For what a chart's prices are adjusted, where that is not what charts usually are. */
export default function AdjustedNote({ adjust }: AdjustedNoteProps) {
  const { t } = useTranslation('adjusted');
  return <div className={classes.note}>{t(`note.${adjust}`)}</div>;
}
