import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import type { components } from '@/lib/api/schema';
import { useFormats } from '@/lib/formats/useFormats';
import { useRuleWords } from './useRuleWords';

type Schemas = components['schemas'];
type Props = {
  changes: readonly Schemas['RuleChangeView'][];
  breaches: readonly Schemas['RuleBreachView'][];
};

/** How the rules were changed, and what they refused: whoever loosened one in the heat wants to see that later. */
export function RulesHistory({ changes, breaches }: Props) {
  const { t } = useTranslation('paperRules');
  const formats = useFormats();
  const words = useRuleWords();
  return (
    <>
      <div>
        <Title order={3} size="h5">
          {t('history.title')}
        </Title>
        {changes.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('history.empty')}
          </Text>
        ) : (
          <DataTable label={t('history.title')} stacked across={2}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('history.at')}</Table.Th>
                <Table.Th>{t('history.rules')}</Table.Th>
                <Table.Th>{t('history.loosened')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ at, rules, loosenedFrom }) => (
                <Table.Tr key={at}>
                  <Table.Td>{formats.tableTime(at)}</Table.Td>
                  <Table.Td label={t('history.rules')}>{words(rules)}</Table.Td>
                  <Table.Td label={t('history.loosened')}>
                    {loosenedFrom ? formats.tableTime(loosenedFrom) : '–'}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </DataTable>
        )}
      </div>
      <div>
        <Title order={3} size="h5">
          {t('breaches.title')}
        </Title>
        {breaches.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('breaches.empty')}
          </Text>
        ) : (
          <DataTable label={t('breaches.title')} stacked>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('history.at')}</Table.Th>
                <Table.Th>{t('breaches.symbol')}</Table.Th>
                <Table.Th>{t('breaches.rule')}</Table.Th>
                <Table.Th ta="right">{t('breaches.limit')}</Table.Th>
                <Table.Th ta="right">{t('breaches.figure')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {breaches.map(({ at, symbol, rule, limit, figure }) => {
                const text = (value: number) =>
                  rule === 'riskPerTrade' || rule === 'riskPerDay'
                    ? formats.percent(value / 100)
                    : formats.integer(value);
                return (
                  <Table.Tr key={`${at} ${symbol} ${rule}`}>
                    <Table.Td>{formats.tableTime(at)}</Table.Td>
                    <Table.Td label={t('breaches.symbol')}>{symbol}</Table.Td>
                    <Table.Td label={t('breaches.rule')}>{t(`rule.${rule}`)}</Table.Td>
                    <Table.Td ta="right" label={t('breaches.limit')}>
                      {rule === 'stop' ? '–' : text(limit)}
                    </Table.Td>
                    <Table.Td ta="right" label={t('breaches.figure')}>
                      {rule === 'stop' ? '–' : text(figure)}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </DataTable>
        )}
      </div>
    </>
  );
}
