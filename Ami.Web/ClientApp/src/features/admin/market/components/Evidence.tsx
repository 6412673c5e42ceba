import { useTranslation } from 'react-i18next';
import type { components } from '@/lib/api/schema';
import '../texts';
import { Lines } from './Lines';

/** How a file was recognised, in the reader's words. */
export function Evidence({ evidence }: { evidence: readonly components['schemas']['ImportEvidence'][] }) {
  const { t, i18n } = useTranslation('adminMarket');
  return (
    <Lines
      label={t('report.evidence')}
      lines={evidence.map(({ code, parameters }) =>
        i18n.exists(code, { ns: 'importEvidence' })
          ? String(i18n.t(code, { ns: 'importEvidence', ...parameters }))
          : code,
      )}
    />
  );
}
