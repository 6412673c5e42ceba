import type { Translation } from '@/lib/i18n';

const en = {
  wallet: {
    currency_unknown: 'The wallet has no such currency.',
    amount_invalid: 'Choose an amount of at least the minimum, in whole cents.',
    destination_invalid: 'Write the account that the money goes to, with 4 to 120 characters.',
    deposit_limit:
      'This is more than your plan lets you pay in today, or keep in the wallet. Pages that you opened and did not pay count until they expire.',
    withdrawal_limit: 'This is more than your plan lets you take out today.',
    money_missing:
      'A deposit was paid back by your bank after its money had left the wallet. Write to support to settle it.',
    withdrawal_not_yours: 'This withdrawal does not exist, or is not yours.',
    withdrawal_changed: 'Somebody changed this withdrawal meanwhile. Look at it again.',
    withdrawal_state: 'This cannot be done with the withdrawal as it stands.',
    statement_period_invalid: 'Choose a first day and a last day that is not before it.',
    statement_too_long: 'There are more than 2,000 movements in this period. Choose a shorter one.',
    practice_wallet_full: 'There cannot be so much practice money in the wallet.',
  },
  ledger: {
    insufficient_funds: 'There is not so much available in the wallet.',
  },
};

const es: Translation<typeof en> = {
  wallet: {
    currency_unknown: 'La billetera no tiene esa moneda.',
    amount_invalid: 'Elige un importe de al menos el mínimo, en centavos enteros.',
    destination_invalid: 'Escribe la cuenta de destino, con 4 a 120 caracteres.',
    deposit_limit:
      'Es más de lo que tu plan permite depositar hoy o tener en la billetera. Las páginas que abriste y no pagaste cuentan hasta que vencen.',
    withdrawal_limit: 'Es más de lo que tu plan permite retirar hoy.',
    money_missing:
      'Tu banco anuló un depósito cuando su dinero ya había salido de la billetera. Escribe a soporte para resolverlo.',
    withdrawal_not_yours: 'Este retiro no existe o no es tuyo.',
    withdrawal_changed: 'Alguien cambió este retiro mientras tanto. Míralo de nuevo.',
    withdrawal_state: 'No es posible tal como está el retiro.',
    statement_period_invalid: 'Elige un primer día y un último día que no sea anterior.',
    statement_too_long: 'Hay más de 2.000 movimientos en este período. Elige uno más corto.',
    practice_wallet_full: 'No puede haber tanto dinero de práctica en la billetera.',
  },
  ledger: {
    insufficient_funds: 'No hay tanto disponible en la billetera.',
  },
};

export const errors = { en, es };
