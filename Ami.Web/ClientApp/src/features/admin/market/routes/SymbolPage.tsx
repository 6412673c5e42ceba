import { Anchor, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useMay } from '@/lib/auth/useSession';
import { useSymbol } from '../api/symbols';
import { BackfillPanel, SourcePanel, TradingPanel } from '../components/SymbolPanels';
import { TermsForm } from '../components/TermsForm';
import '../texts';

/** A symbol: its terms, whether it is traded, where its prices come from, and more of its past. */
export function SymbolPage() {
  const { t } = useTranslation('adminSymbols');
  const { symbol = '' } = useParams();
  const query = useSymbol(symbol);
  const mayManage = useMay('market.symbols-manage');
  return (
    <Page
      title={symbol}
      heading={
        <>
          <Anchor component={Link} to="/admin/market/symbols" size="sm">
            {t('title')}
          </Anchor>
          <Title order={1}>{symbol}</Title>
        </>
      }
      lead={query.data?.row.terms.name ?? '\u00a0'}
    >
      <QueryView query={query}>
        {(details) => (
          <Stack gap="md">
            <TradingPanel details={details} mayManage={mayManage} />
            <Panel title={t('terms')}>
              <TermsForm key={details.row.symbol} details={details} mayManage={mayManage} />
            </Panel>
            <SourcePanel details={details} mayManage={mayManage} />
            <BackfillPanel details={details} mayManage={mayManage} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

export { SymbolPage as Component };
