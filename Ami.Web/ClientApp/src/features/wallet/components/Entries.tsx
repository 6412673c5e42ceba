import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { Table } from '@/components/Table';
import { MoreButton } from '@/components/MoreButton';
import { useFormats } from '@/lib/formats/useFormats';
import { useEntries, type EntryKind, type Realm } from '../api/wallet';

const kinds = {
  real: [
    'deposit',
    'depositReturned',
    'depositRestored',
    'withdrawal',
    'commission',
    'commissionBack',
    'other',
  ],
  practice: ['grant', 'topUp', 'reset', 'funding', 'returned'],
} as const satisfies Record<Realm, readonly EntryKind[]>;

/** What moved a wallet, with the balance before and after. */
export function Entries(props: { realm: Realm; currency: string; everyMs: number | false }) {
  const { t } = useTranslation('wallet');
  const formats = useFormats();
  const [chosen, setChosen] = useState<EntryKind | null>(null);
  const known: readonly EntryKind[] = kinds[props.realm];
  const kind = chosen && known.includes(chosen) ? chosen : null;
  const query = useEntries(props.realm, props.currency, kind, props.everyMs);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const money = (amount: number) => formats.fullMoney(amount, props.currency);
  return (
    <Panel
      title={t('entries.title')}
      flush
      actions={
        <NativeSelect
          size="xs"
          aria-label={t('entries.kind')}
          value={kind ?? ''}
          onChange={(event) => {
            const picked = event.currentTarget.value;
            setChosen(known.find((one) => one === picked) ?? null);
          }}
          data={[
            { value: '', label: t('entries.all') },
            ...known.map((value) => ({ value, label: t(`entries.kinds.${value}`) })),
          ]}
        />
      }
    >
      <QueryView query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState icon="wallet" title={t('entries.empty')} hint={t('entries.emptyHint')} />
          ) : (
            <>
              <DataTable label={t('entries.title')} stacked across={2}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('entries.kind')}</Table.Th>
                    <Table.Th>{t('entries.at')}</Table.Th>
                    <Table.Th ta="right">{t('entries.amount')}</Table.Th>
                    <Table.Th ta="right">{t('entries.before')}</Table.Th>
                    <Table.Th ta="right">{t('entries.after')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>{t(`entries.kinds.${row.kind}`)}</Table.Td>
                      <Table.Td label={t('entries.at')}>{formats.fullTime(row.at)}</Table.Td>
                      <Table.Td ta="right" label={t('entries.amount')}>
                        {money(row.amount)}
                      </Table.Td>
                      <Table.Td ta="right" label={t('entries.before')}>
                        {money(row.before)}
                      </Table.Td>
                      <Table.Td ta="right" label={t('entries.after')}>
                        {money(row.after)}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </DataTable>
              <MoreButton {...query} />
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}
