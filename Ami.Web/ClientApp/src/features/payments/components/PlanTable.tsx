import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { Table } from '@/components/Table';
import type { PlanView } from '../api/plans';
import { featureNames, useWords } from './useWords';

/** All that each plan unlocks, side by side. */
export function PlanTable({ plans }: { plans: readonly PlanView[] }) {
  const { t } = useTranslation('payments');
  const words = useWords();
  const columns = plans.map((plan) => ({ name: words.planName(plan.plan), features: words.features(plan) }));
  return (
    <Panel title={t('plans.table')} flush>
      <DataTable label={t('plans.table')} stacked across={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('plans.feature')}</Table.Th>
            {columns.map(({ name }) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {featureNames.map((feature) => (
            <Table.Tr key={feature}>
              <Table.Td>{t(`feature.${feature}`)}</Table.Td>
              {columns.map(({ name, features }) => (
                <Table.Td key={name} label={name}>
                  {features[feature]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  );
}
