import { addTexts, type Translation } from '@/lib/i18n';

const en = {
  paper: {
    life_not_found: 'The account had no such period.',
    rules_invalid: 'These are not possible rules.',
    rule_stop: 'A rule of this account asks for a stop-loss.',
    rule_risk_per_trade:
      'The position would risk {{figure, number}} % of the equity; your rule allows {{limit, number}} %.',
    rule_risk_per_day:
      'The account has lost {{figure, number}} % today; your rule ends the day at {{limit, number}} %.',
    rule_cool_down: 'Trades lost in a row: {{figure}}. Your rule asks for a pause after {{limit}}.',
    rule_most_positions: 'There would be {{figure}} positions; your rule allows {{limit}}.',
    account_not_found: 'This account does not exist.',
    order_not_found: 'This order does not exist.',
    order_final: 'The order is already filled or cancelled.',
    order_invalid: 'The order is incomplete or contradicts itself.',
    already_filled: 'So much of the order is executed already.',
    order_changed: 'The order has changed meanwhile. Look at it again.',
    not_amendable: 'This order does not have what you want to change.',
    post_only_would_fill: 'The limit would fill at once, and the order was only to rest.',
    nothing_to_reduce: 'There is nothing that this order could reduce.',
    nothing_to_close: 'There is nothing to close that is not being closed already.',
    range_unknown: 'There are too few bars for a distance in average true ranges.',
    expiry_past: 'The order would have expired already.',
    target_quantities: 'The targets together have to close all of the order.',
    liquidation_order: 'The account is being liquidated; this order cannot be cancelled.',
    no_position: 'There is no open position in this symbol any more.',
    already_closing: 'The position is already being closed.',
    too_many_orders: 'The account has too many working orders. Cancel some first.',
    symbol_unknown: 'There is no such symbol.',
    price_before_action:
      'Nothing was ordered: the last price is from before a split or dividend that the account has already. Try again in a few seconds.',
    symbol_paused:
      'Trading of this symbol is paused. Nothing new was opened. You can close what you hold, and working orders stay; try again later.',
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
    life_not_found: 'La cuenta no tuvo ese período.',
    rules_invalid: 'Estas reglas no son posibles.',
    rule_stop: 'Una regla de esta cuenta pide un stop-loss.',
    rule_risk_per_trade:
      'La posición arriesgaría {{figure, number}} % del valor; tu regla permite {{limit, number}} %.',
    rule_risk_per_day:
      'La cuenta perdió {{figure, number}} % hoy; tu regla termina el día en {{limit, number}} %.',
    rule_cool_down: 'Operaciones perdidas seguidas: {{figure}}. Tu regla pide una pausa tras {{limit}}.',
    rule_most_positions: 'Habría {{figure}} posiciones; tu regla permite {{limit}}.',
    account_not_found: 'Esta cuenta no existe.',
    order_not_found: 'Esta orden no existe.',
    order_final: 'La orden ya está ejecutada o cancelada.',
    order_invalid: 'La orden está incompleta o se contradice.',
    already_filled: 'Esa cantidad de la orden ya se ejecutó.',
    order_changed: 'La orden cambió mientras tanto. Mírala de nuevo.',
    not_amendable: 'Esta orden no tiene lo que quieres cambiar.',
    post_only_would_fill: 'El límite se ejecutaría al instante, y la orden solo debía esperar.',
    nothing_to_reduce: 'No hay nada que esta orden pueda reducir.',
    nothing_to_close: 'No hay nada que cerrar que no se esté cerrando ya.',
    range_unknown: 'Hay muy pocas velas para una distancia en rangos verdaderos medios.',
    expiry_past: 'La orden ya habría vencido.',
    target_quantities: 'Los objetivos juntos tienen que cerrar toda la orden.',
    liquidation_order: 'La cuenta se está liquidando; esta orden no se puede cancelar.',
    no_position: 'Ya no hay una posición abierta en este símbolo.',
    already_closing: 'La posición ya se está cerrando.',
    too_many_orders: 'La cuenta tiene demasiadas órdenes activas. Cancela algunas primero.',
    symbol_unknown: 'Ese símbolo no existe.',
    price_before_action:
      'No se ordenó nada: el último precio es de antes de un split o dividendo que la cuenta ya tiene. Inténtalo en unos segundos.',
    symbol_paused:
      'La operativa de este símbolo está en pausa. No se abrió nada nuevo. Puedes cerrar lo que tienes, y las órdenes activas siguen; inténtalo más tarde.',
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

// With what can be refused, which comes after the first view.
addTexts('errors', { en, es });
