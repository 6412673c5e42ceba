import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { AmountInput } from '@/components/AmountInput';
import { useNumberProblem } from '@/components/useNumberProblem';
import { useAttempt } from '@/lib/api/useAttempt';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { invoicesKey, purchasesKey, refundInvoice, type InvoiceLine } from '../api/payments';

const digits = 2;
const minReason = 3;
const maxReason = 500;

/** Pays an invoice back, all that is left of it or a part, with a reason and at most once for each decision. */
export function RefundDialog({ invoice, onClose }: { invoice: InvoiceLine; onClose: () => void }) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const problemText = useNumberProblem();
  const attempt = useAttempt();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const reading = typed.trim() === '' ? null : readAmount(typed, digits, formats.decimalSeparator);
  const total = formats.fullMoney(invoice.total, invoice.currency);
  const amount = reading?.value?.toNumber() ?? null;
  const problem = reading?.problem
    ? problemText(reading.problem, digits)
    : amount !== null && amount > invoice.total
      ? t('refund.tooMuch', { total })
      : null;
  return (
    <ActDialog
      title={t('refund.title', { number: invoice.number })}
      lead={t('refund.lead', { buyer: invoice.buyerName || t('refund.theBuyer'), total })}
      submit={
        amount === null || problem
          ? t('refund.submit')
          : t('refund.submitAmount', { amount: formats.fullMoney(amount, invoice.currency) })
      }
      done={t('refund.done')}
      danger
      ready={problem === null && reason.trim().length >= minReason}
      act={() => {
        const body = { amount, reason: reason.trim() };
        return attempt.run({ invoice: invoice.id, ...body }, (key) => refundInvoice(key, invoice.id, body));
      }}
      refresh={[invoicesKey, purchasesKey]}
      onClose={onClose}
    >
      <AmountInput
        label={t('refund.amount', { currency: invoice.currency })}
        description={t('refund.amountHint')}
        value={typed}
        onChange={setTyped}
        error={problem}
        data-autofocus
      />
      <Textarea
        label={t('refund.reason')}
        description={t('refund.reasonHint')}
        rows={3}
        maxLength={maxReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
