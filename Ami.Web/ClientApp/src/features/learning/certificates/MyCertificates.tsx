import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { Tag } from '@/components/Tag';
import classes from '../components/MyCourses.module.css';
import { useWords } from '../components/useWords';
import type { Certificate } from './api';
import { useDay } from './useDay';
import './texts';

/** One's own certificates, the newest first. */
export function MyCertificates({ certificates }: { certificates: readonly Certificate[] }) {
  const { t } = useTranslation('certificates');
  const words = useWords();
  const day = useDay();
  return (
    <Panel title={t('mine.title')} flush>
      <ul className={classes.list}>
        {certificates.map((one) => (
          <li key={one.code} className={classes.line}>
            <div className={classes.words}>
              <Link to={`/certificates/${one.code}`} className={classes.title}>
                {words.title(one)}
              </Link>
              <div className={classes.note}>
                {one.holder} · {t('mine.issued', { date: day(one.issuedAt) })}
              </div>
            </div>
            {one.revokedAt && <Tag tone="warn">{t('mine.revoked')}</Tag>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
