import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { FileButton } from '@/components/FileButton';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { Table } from '@/components/Table';
import { Together } from '@/components/Together';
import { useFormats } from '@/lib/formats/useFormats';
import { invoicePath, useInvoices, type Invoice } from '../api/documents';
import { useMyPlan } from '../api/subscription';
import { MoreButton } from '@/components/MoreButton';
import { OpenPayment } from '../components/OpenPayment';
import '../texts';

const open = ['grace', 'unpaid', 'incomplete'];

function Documents({ invoices }: { invoices: readonly Invoice[] }) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  return (
    <DataTable label={t('invoices.title')} stacked>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('invoices.number')}</Table.Th>
          <Table.Th>{t('invoices.kind')}</Table.Th>
          <Table.Th>{t('invoices.issuedAt')}</Table.Th>
          <Table.Th ta="right">{t('invoices.net')}</Table.Th>
          <Table.Th ta="right">{t('invoices.tax')}</Table.Th>
          <Table.Th ta="right">{t('invoices.total')}</Table.Th>
          <Table.Th>{t('invoices.document')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {invoices.map((invoice) => {
          const money = (amount: number) => formats.fullMoney(amount, invoice.currency);
          return (
            <Table.Tr key={invoice.id}>
              <Table.Td>{invoice.number}</Table.Td>
              <Table.Td label={t('invoices.kind')}>{t(`invoices.kinds.${invoice.kind}`)}</Table.Td>
              <Table.Td label={t('invoices.issuedAt')}>{formats.date(invoice.issuedAt)}</Table.Td>
              <Table.Td ta="right" label={t('invoices.net')}>
                {money(invoice.net)}
              </Table.Td>
              <Table.Td ta="right" label={t('invoices.tax')}>
                {money(invoice.tax)}
              </Table.Td>
              <Table.Td ta="right" label={t('invoices.total')}>
                {money(invoice.total)}
              </Table.Td>
              <Table.Td actions>
                <FileButton
                  size="compact-xs"
                  path={invoicePath(invoice.id)}
                  text="PDF"
                  label={t('invoices.pdfOf', { number: invoice.number })}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </DataTable>
  );
}

/** One's invoices and credit notes, each as a PDF, and what is still to be paid. */
export function InvoicesPage() {
  const { t } = useTranslation('payments');
  const invoices = useInvoices();
  const mine = useMyPlan();
  const subscription = mine.data?.subscription;
  const all = invoices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Together queries={[invoices, mine]} skeleton={<RowsSkeleton rows={5} />}>
      <title>{`${t('invoices.title')} · AMI`}</title>
      <Stack gap="md">
        {subscription && open.includes(subscription.standing) && <OpenPayment subscription={subscription} />}
        <Panel
          title={t('invoices.title')}
          actions={all.some((invoice) => invoice.isSimulated) && <SimulatedBadge />}
          flush
        >
          <QueryView query={invoices}>
            {() =>
              all.length === 0 ? (
                <EmptyState
                  icon="file"
                  title={t('invoices.empty')}
                  hint={t('invoices.emptyHint')}
                  action={
                    <Button component={Link} to="/plans" variant="default" size="xs">
                      {t('mine.actions.plans')}
                    </Button>
                  }
                />
              ) : (
                <>
                  <Documents invoices={all} />
                  <MoreButton {...invoices} />
                </>
              )
            }
          </QueryView>
        </Panel>
      </Stack>
    </Together>
  );
}

export { InvoicesPage as Component };
