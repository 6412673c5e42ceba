import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import classes from './SymbolHeader.module.css';
import './pausedTexts';

/** Staff have paused trading of the symbol; with what still works. */
export default function PausedTag() {
  const { t } = useTranslation('market');
  return (
    <div role="status" className={classes.paused}>
      <Tag tone="warn">{t('paused.tag')}</Tag>
      <span className={classes.currency}>{t('paused.works')}</span>
    </div>
  );
}
