import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { RulesPanel } from './RulesPanel';
import './texts';

/** How experience is earned, for whoever wants to know, also without an account. */
export function RulesPage() {
  const { t } = useTranslation('experience');
  return (
    <Page title={t('rules.open')} lead={t('rules.lead')}>
      <RulesPanel title={null} />
    </Page>
  );
}

export { RulesPage as Component };
