import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { FileButton } from '@/components/FileButton';
import { useFormats } from '@/lib/formats/useFormats';
import { invoicePath, type InvoiceLine } from '../api/payments';

type Props = {
  invoice: InvoiceLine;
  /** Left out where it cannot be paid back, or not by this person. */
  onRefund: (() => void) | undefined;
  onClose: () => void;
};

/** An invoice or a credit note: what it says, its file, and its refund. */
export function InvoiceDialog({ invoice, onRefund, onClose }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const money = (amount: number) => formats.fullMoney(amount, invoice.currency);
  const buyer = [invoice.buyerName, invoice.buyerCountry].filter((text) => text !== '').join(' · ');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('invoices.dialog', { kind: t(`invoices.kinds.${invoice.kind}`), number: invoice.number })}
    >
      <Stack gap="md">
        <Facts
          items={[
            [t('invoices.issuedAt'), formats.fullTime(invoice.issuedAt)],
            [t('invoices.buyer'), buyer || t('noValue', { ns: 'common' })],
            [t('invoices.net'), money(invoice.net)],
            [t('invoices.tax'), money(invoice.tax)],
            [t('invoices.total'), money(invoice.total)],
            [t('events.livemode'), t(invoice.isSimulated ? 'events.test' : 'events.live')],
            [t('column.stripeId'), invoice.stripeId],
          ]}
        />
        <Group justify="flex-end">
          {invoice.userId && (
            <Button component={Link} to={`/admin/users/${invoice.userId}`} variant="default">
              {t('events.person')}
            </Button>
          )}
          <FileButton path={invoicePath(invoice.id)} text="PDF" label={t('invoices.pdf')} />
          {onRefund ? (
            <Button onClick={onRefund}>{t('refund.open')}</Button>
          ) : (
            <Button variant="default" onClick={onClose}>
              {t('close', { ns: 'common' })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
