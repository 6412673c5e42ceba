import type { Translation } from '@/lib/i18n';

const en = {
  paper: {
    account_not_found: 'This account does not exist.',
    order_not_found: 'This order does not exist.',
    order_final: 'The order is already filled or cancelled.',
    order_invalid: 'The order is incomplete or contradicts itself.',
    liquidation_order: 'The account is being liquidated; this order cannot be cancelled.',
    no_position: 'There is no open position in this symbol any more.',
    already_closing: 'The position is already being closed.',
    too_many_orders: 'The account has too many working orders. Cancel some first.',
    practice_money_short: 'There is not so much in your practice wallet. Top it up, or begin with less.',
    too_many_accounts: 'You have the largest number of practice accounts.',
    symbol_unknown: 'There is no such symbol.',
    symbol_ended:
      'No more prices come of this symbol. What you hold of it can only be closed, at the last one.',
    currency_mismatch: 'This symbol does not trade in the account’s currency.',
    quantity_step: 'The quantity is too small or has too many decimals.',
    notional_minimum: 'The order is worth too little.',
    price_step: 'A price has too many decimals.',
    stop_wrong_side: 'The stop is on the wrong side of the price.',
    target_wrong_side: 'The target is on the wrong side of the price.',
    insufficient_buying_power: 'The order is larger than the account may hold. Reduce the quantity.',
  },
  idempotency: {
    key_reused: 'This order was already sent with other values. Review it again.',
    withdrawn: 'This order was given up before it arrived. Nothing was done.',
    key_required: 'The request was incomplete. Reload the page and try again.',
  },
};

const es: Translation<typeof en> = {
  paper: {
    account_not_found: 'Esta cuenta no existe.',
    order_not_found: 'Esta orden no existe.',
    order_final: 'La orden ya está ejecutada o cancelada.',
    order_invalid: 'La orden está incompleta o se contradice.',
    liquidation_order: 'La cuenta se está liquidando; esta orden no se puede cancelar.',
    no_position: 'Ya no hay una posición abierta en este símbolo.',
    already_closing: 'La posición ya se está cerrando.',
    too_many_orders: 'La cuenta tiene demasiadas órdenes activas. Cancela algunas primero.',
    practice_money_short: 'No hay tanto en tu billetera de práctica. Recárgala o empieza con menos.',
    too_many_accounts: 'Tienes el máximo de cuentas de práctica.',
    symbol_unknown: 'Ese símbolo no existe.',
    symbol_ended: 'Este símbolo ya no recibe precios. Lo que tienes solo se puede cerrar, al último precio.',
    currency_mismatch: 'Este símbolo no se opera en la moneda de la cuenta.',
    quantity_step: 'La cantidad es muy pequeña o tiene demasiados decimales.',
    notional_minimum: 'La orden vale demasiado poco.',
    price_step: 'Un precio tiene demasiados decimales.',
    stop_wrong_side: 'El stop está del lado equivocado del precio.',
    target_wrong_side: 'El objetivo está del lado equivocado del precio.',
    insufficient_buying_power: 'La orden es mayor de lo que la cuenta puede tener. Reduce la cantidad.',
  },
  idempotency: {
    key_reused: 'Esta orden ya se envió con otros valores. Revísala de nuevo.',
    withdrawn: 'Se renunció a esta orden antes de que llegara. No se hizo nada.',
    key_required: 'La petición estaba incompleta. Recarga la página e inténtalo de nuevo.',
  },
};

export const errors = { en, es };
