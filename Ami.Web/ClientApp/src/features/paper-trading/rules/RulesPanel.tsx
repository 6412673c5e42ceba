import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import type { Account } from '../api/types';
import { GatePanel } from '../graduation/GatePanel';
import { useRules } from './api';
import { RulesForm } from './RulesForm';
import { RulesHistory } from './RulesHistory';
import './texts';

/** The rules that somebody sets for an account: as they are, how they came to be so, and what they refused. */
export default function RulesPanel({ account }: { account: Account }) {
  const { t } = useTranslation('paperRules');
  const query = useRules(account.id);
  return (
    <QueryView query={query}>
      {({ look, changes, breaches }) => (
        <Stack gap="lg" p="md">
          {look ? (
            <RulesForm key={account.id} account={account} look={look} />
          ) : (
            <Text size="sm">{t('unknown')}</Text>
          )}
          {!account.isReplay && <GatePanel account={account} />}
          <RulesHistory changes={changes} breaches={breaches} />
        </Stack>
      )}
    </QueryView>
  );
}
