import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { SymbolSummary } from '../api/symbols';
import { useClosedWords } from './useClosedWords';

export type ClosedTagProps = Pick<SymbolSummary, 'sessions'>;

/** Says that a market is closed, and to who asks when it opens; nothing while it is open. */
export default function ClosedTag({ sessions }: ClosedTagProps) {
  const { t } = useTranslation('market');
  const words = useClosedWords(sessions);
  return words && <Tag hint={words}>{t('closed.tag')}</Tag>;
}
