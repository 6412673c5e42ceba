import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import { useRules, type Rule } from './api';
import classes from './Experience.module.css';
import './texts';

/** What earns how much, and what never does, for everybody. Without a title where the page has it already. */
export function RulesPanel(props: { title?: null }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const name = ({ kind, cards }: Rule) =>
    cards == null ? t(`kind.${kind}`) : t('rules.practice', { count: cards });
  return (
    <Panel title={props.title === null ? undefined : t('rules.title')}>
      <QueryView query={useRules()}>
        {({ rules, daysPerFreeze, mostFreezes }) => (
          <div className={classes.rules}>
            <DataTable label={t('rules.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('rules.what')}</Table.Th>
                  <Table.Th ta="right">{t('rules.points')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rules.map((rule) => (
                  <Table.Tr key={`${rule.kind} ${rule.cards}`}>
                    <Table.Td>{name(rule)}</Table.Td>
                    <Table.Td ta="right">{t('earned', { points: formats.integer(rule.points) })}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </DataTable>
            <div>
              <p>{t('rules.never')}</p>
              <p>{t('rules.once')}</p>
              <p>{t('rules.streak', { days: daysPerFreeze, most: mostFreezes })}</p>
            </div>
          </div>
        )}
      </QueryView>
    </Panel>
  );
}
