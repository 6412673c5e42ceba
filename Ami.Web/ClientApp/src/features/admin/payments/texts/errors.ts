import type { Translation } from '@/lib/i18n';

const en = {
  payments: {
    event_unknown: 'There is no such event any more.',
    invoice_not_found: 'There is no such invoice.',
    not_refundable: 'This invoice was not paid by a payment that can be paid back, or all of it was.',
    refund_amount_invalid: 'Choose an amount above zero, in whole cents, up to what is left of the invoice.',
    reason_missing: 'Say why, in 3 to 500 characters.',
  },
};

const es: Translation<typeof en> = {
  payments: {
    event_unknown: 'Este evento ya no existe.',
    invoice_not_found: 'Esa factura no existe.',
    not_refundable: 'Esta factura no se pagó con un pago que se pueda reembolsar, o ya se reembolsó entera.',
    refund_amount_invalid:
      'Elige un importe mayor que cero, en centavos enteros, hasta lo que queda de la factura.',
    reason_missing: 'Di por qué, en 3 a 500 caracteres.',
  },
};

export const errors = { en, es };
