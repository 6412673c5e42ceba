import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { invoicesKey, loadInvoices, type InvoiceLine } from '../api/payments';
import { InvoiceDialog } from '../components/InvoiceDialog';
import { RefundDialog } from '../components/RefundDialog';
import { useAccountFilter } from '../components/useAccountFilter';
import '../texts';

const kinds = ['invoice', 'creditNote', 'debitNote'] as const;

export function InvoicesPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const mayRefund = useMay('payments.manage');
  const account = useAccountFilter();
  const [open, setOpen] = useState<InvoiceLine | null>(null);
  const [refunding, setRefunding] = useState<InvoiceLine | null>(null);
  const money = (amount: number, { currency }: InvoiceLine) => formats.fullMoney(amount, currency);
  const columns: AdminColumn<InvoiceLine>[] = [
    { key: 'number', label: t('invoices.number'), render: (line) => line.number },
    {
      key: 'kind',
      label: t('invoices.kind'),
      render: ({ kind }) => (
        <Tag tone={kind === 'invoice' ? 'plain' : 'warn'}>{t(`invoices.kinds.${kind}`)}</Tag>
      ),
    },
    {
      key: 'issuedAt',
      label: t('invoices.issuedAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.issuedAt, false),
    },
    { key: 'buyerName', label: t('invoices.buyer'), render: (line) => line.buyerName },
    { key: 'buyerCountry', label: t('invoices.country'), render: (line) => line.buyerCountry },
    { key: 'net', label: t('invoices.net'), numeric: true, render: (line) => money(line.net, line) },
    { key: 'tax', label: t('invoices.tax'), numeric: true, render: (line) => money(line.tax, line) },
    { key: 'total', label: t('invoices.total'), numeric: true, render: (line) => money(line.total, line) },
    {
      key: 'isSimulated',
      label: t('events.livemode'),
      hidden: true,
      render: (line) => t(line.isSimulated ? 'events.test' : 'events.live'),
    },
    { key: 'stripeId', label: t('column.stripeId'), hidden: true, render: (line) => line.stripeId },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'kind',
      label: t('invoices.kind'),
      options: kinds.map((value) => ({ value, label: t(`invoices.kinds.${value}`) })),
    },
    ...account,
  ];
  return (
    <Page title={t('invoices.title')} lead={t('invoices.lead')}>
      <AdminTable
        id="invoices"
        label={t('invoices.title')}
        columns={columns}
        filters={filters}
        defaultSort="-issuedAt"
        rowKey={(line) => line.id}
        onOpen={setOpen}
        queryKey={invoicesKey}
        load={loadInvoices}
        exportPath="/api/admin/payments/invoices/export.csv"
        empty={{ title: t('invoices.empty'), hint: t('invoices.emptyHint') }}
      />
      {open && (
        <InvoiceDialog
          invoice={open}
          onRefund={
            mayRefund && open.kind === 'invoice' && open.total > 0
              ? () => {
                  setRefunding(open);
                  setOpen(null);
                }
              : undefined
          }
          onClose={() => setOpen(null)}
        />
      )}
      {refunding && <RefundDialog invoice={refunding} onClose={() => setRefunding(null)} />}
    </Page>
  );
}

export { InvoicesPage as Component };
