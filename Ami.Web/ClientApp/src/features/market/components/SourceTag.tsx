import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { SymbolSummary } from '../api/symbols';

/** Where the prices come from; simulated ones stand out. */
export function SourceTag({ source }: { source: SymbolSummary['source'] }) {
  const { t } = useTranslation('market');
  return (
    <Tag
      tone={source === 'simulated' || source === 'replay' ? 'warn' : 'plain'}
      hint={t(`source.${source}Hint`)}
    >
      {t(`source.${source}`)}
    </Tag>
  );
}
