import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { ErrorState } from '@/components/states';

export type SymbolMissingProps = { error: unknown; onRetry: () => void };

/** The symbol could not be shown: it does not exist, or the server is away. */
export default function SymbolMissing({ error, onRetry }: SymbolMissingProps) {
  const { t } = useTranslation();
  const { symbol = '' } = useParams();
  return (
    <Page title={symbol}>
      <Panel>
        <ErrorState error={error} onRetry={onRetry} />
        <Group justify="center">
          <Button component={Link} to="/markets" variant="subtle">
            {t('home.goMarkets')}
          </Button>
        </Group>
      </Panel>
    </Page>
  );
}
