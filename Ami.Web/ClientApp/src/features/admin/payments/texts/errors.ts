import type { Translation } from '@/lib/i18n';

const en = {
  payments: {
    event_unknown: 'There is no such event any more.',
    invoice_not_found: 'There is no such invoice.',
    not_refundable: 'This invoice was not paid by a payment that can be paid back, or all of it was.',
    refund_amount_invalid: 'Choose an amount above zero, in whole cents, up to what is left of the invoice.',
    case_unknown: 'There is no such difference any more.',
    case_changed: 'The difference changed meanwhile. Look at it again first.',
    note_required: 'Say why, in 3 to 500 characters.',
    period_invalid: 'Choose a period that begins before it ends and is no longer than three years.',
    currency_unknown: 'Nothing was ever paid in this currency.',
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
    case_unknown: 'Esa diferencia ya no existe.',
    case_changed: 'La diferencia cambió mientras tanto. Mírala de nuevo primero.',
    note_required: 'Di por qué, en 3 a 500 caracteres.',
    period_invalid: 'Elige un período que empiece antes de terminar y no pase de tres años.',
    currency_unknown: 'Nunca se pagó nada en esa moneda.',
    reason_missing: 'Di por qué, en 3 a 500 caracteres.',
  },
};

export const errors = { en, es };
