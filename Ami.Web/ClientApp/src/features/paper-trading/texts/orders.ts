import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  reason: {
    user: 'cancelled by you',
    oco: 'the other exit filled',
    exit_filled: 'one of its exits filled',
    entry_cancelled: 'its entry was cancelled',
    position_reduced: 'the position was closed or reduced',
    reset: 'account reset',
    margin: 'not enough margin',
    expired: 'its time was over',
    not_at_once: 'the next price did not fill it',
    ended: 'no more prices come of this symbol',
    corporate_action: 'a split of the share',
  },
  orders: {
    filledPart: '{{quantity}} filled',
    label: 'Orders',
    historyEmpty: 'No orders yet',
    historyEmptyHint: 'Every order you place is kept here, with what became of it.',
    cancel: 'Cancel',
    cancelOf: 'Cancel {{side}} order for {{symbol}}',
    cancelled: 'The order for {{symbol}} is cancelled.',
    amend: 'Change',
    amendOf: 'Change {{side}} order for {{symbol}}',
    trailing: 'follows at {{distance}}',
    until: 'until {{time}}',
    triggered: 'stop reached, now a limit',
    lost: 'No answer yet. Finding out whether it was cancelled.',
    filter: { label: 'Show', all: 'All', final: 'Completed' },
  },
  fills: {
    label: 'Fills',
    empty: 'No fills yet',
    emptyHint: 'When an order executes, price, fee and slippage are recorded here.',
  },
  cancelStop: {
    title: 'Cancel the stop-loss of {{symbol}}?',
    body: 'The position stays open, and its loss has no planned limit any more.',
    submit: 'Cancel the stop-loss',
    keep: 'Keep it',
  },
} as const;

export const es: Translation<typeof en> = {
  reason: {
    user: 'la cancelaste tú',
    oco: 'se ejecutó la otra salida',
    exit_filled: 'se ejecutó una de sus salidas',
    entry_cancelled: 'se canceló su entrada',
    position_reduced: 'la posición se cerró o se redujo',
    reset: 'reinicio de la cuenta',
    margin: 'margen insuficiente',
    expired: 'se acabó su tiempo',
    not_at_once: 'el próximo precio no la ejecutó',
    ended: 'este símbolo ya no recibe precios',
    corporate_action: 'un split de la acción',
  },
  orders: {
    filledPart: '{{quantity}} ejecutados',
    label: 'Órdenes',
    historyEmpty: 'Todavía no hay órdenes',
    historyEmptyHint: 'Cada orden que envíes queda aquí, con lo que fue de ella.',
    cancel: 'Cancelar',
    cancelOf: 'Cancelar la orden de {{side}} {{symbol}}',
    cancelled: 'La orden de {{symbol}} está cancelada.',
    amend: 'Cambiar',
    amendOf: 'Cambiar la orden de {{side}} de {{symbol}}',
    trailing: 'sigue a {{distance}}',
    until: 'hasta {{time}}',
    triggered: 'alcanzó el stop; ahora es límite',
    lost: 'Aún no hay respuesta. Averiguamos si se canceló.',
    filter: { label: 'Mostrar', all: 'Todas', final: 'Terminadas' },
  },
  fills: {
    label: 'Ejecuciones',
    empty: 'Todavía no hay ejecuciones',
    emptyHint: 'Cuando una orden se ejecuta, aquí quedan su precio, comisión y deslizamiento.',
  },
  cancelStop: {
    title: '¿Cancelar el stop de pérdida de {{symbol}}?',
    body: 'La posición sigue abierta y su pérdida ya no tiene un límite previsto.',
    submit: 'Cancelar el stop',
    keep: 'Mantenerlo',
  },
};

addTexts('paperTrading', { en, es });
