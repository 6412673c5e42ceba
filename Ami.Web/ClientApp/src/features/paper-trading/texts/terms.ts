import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  terms: {
    timeInForce: 'Works',
    force: {
      gtc: 'until cancelled',
      day: 'for the day',
      gtd: 'until a moment',
      ioc: 'at once, or not (IOC)',
      fok: 'at once and whole, or not (FOK)',
    },
    forceHint: {
      gtc: 'It waits until it fills or you cancel it.',
      day: 'It ends at midnight UTC.',
      gtd: 'It ends at the moment you choose.',
      ioc: 'What the next price does not fill is cancelled.',
      fok: 'The next price fills all of it, or it is cancelled.',
    },
    expiresAt: 'Until',
    past: 'Choose a moment that is still to come.',
    trail: 'Trailing distance',
    exitTrail: 'Stop-loss follows at',
    unit: { price: 'Price', percent: '%', atr: '× ATR' },
    atrHint:
      'Average true ranges of 14 hours (days where there are no hours). It becomes a fixed distance when the order is placed.',
    belowHundred: 'Must be below 100 %.',
    secondTarget: 'Second target {{unit}}',
    firstShare: 'The first target closes',
    notSplit: 'Each target must close a part of the order.',
    noFirstTarget: 'Set a take-profit first.',
    breakEven: 'Move the stop to the entry price at the first target',
    reduceOnly: 'Reduce only',
    reduceOnlyHint: 'Makes a position smaller, and never opens one.',
    postOnly: 'Post only',
    postOnlyHint: 'Refused if it would fill at once, so it pays the maker’s fee.',
  },
  amend: {
    title: 'Change the order for {{symbol}}',
    lead: 'It keeps its place. Only later prices fill it.',
    trail: 'New distance from the best price so far',
    submit: 'Change order',
    done: 'The order for {{symbol}} is changed.',
    nothing: 'Nothing has changed.',
  },
  reverse: {
    title: 'Reverse the position in {{symbol}}?',
    what: '{{side}} {{quantity}} at market',
    lead: 'It closes what you hold and opens the same size on the other side. Its target and stop are cancelled: the new position has none until you set them.',
    submit: 'Reverse position',
    done: 'Reversing {{symbol}}: the order was sent.',
  },
  closeAll: {
    title: 'Close everything?',
    lead_one: 'The open position is closed at the market, and every order that could open one is cancelled.',
    lead_other:
      'All {{count}} open positions are closed at the market, and every order that could open one is cancelled.',
    ordersOnly: 'Every working order is cancelled. No position is open.',
    about: 'At current prices the result would be about {{pnl}} before fees and slippage.',
    submit: 'Close everything',
    done: 'Closing everything: the orders were sent.',
  },
} as const;

const es: Translation<typeof en> = {
  terms: {
    timeInForce: 'Vigente',
    force: {
      gtc: 'hasta cancelarla',
      day: 'por el día',
      gtd: 'hasta un momento',
      ioc: 'al instante o nada (IOC)',
      fok: 'al instante y completa, o nada (FOK)',
    },
    forceHint: {
      gtc: 'Espera hasta que se ejecute o la canceles.',
      day: 'Termina a medianoche UTC.',
      gtd: 'Termina en el momento que elijas.',
      ioc: 'Lo que el próximo precio no ejecute se cancela.',
      fok: 'El próximo precio la ejecuta completa, o se cancela.',
    },
    expiresAt: 'Hasta',
    past: 'Elige un momento que aún esté por venir.',
    trail: 'Distancia del stop dinámico',
    exitTrail: 'El stop-loss sigue a',
    unit: { price: 'Precio', percent: '%', atr: '× ATR' },
    atrHint:
      'Rangos verdaderos medios de 14 horas (días si no hay horas). Se vuelve una distancia fija al enviar la orden.',
    belowHundred: 'Debe ser menor que 100 %.',
    secondTarget: 'Segundo objetivo {{unit}}',
    firstShare: 'El primer objetivo cierra',
    notSplit: 'Cada objetivo debe cerrar una parte de la orden.',
    noFirstTarget: 'Pon primero un take-profit.',
    breakEven: 'Mover el stop al precio de entrada en el primer objetivo',
    reduceOnly: 'Solo reducir',
    reduceOnlyHint: 'Reduce una posición y nunca abre una.',
    postOnly: 'Solo pasiva',
    postOnlyHint: 'Se rechaza si se ejecutaría al instante; así paga la comisión de maker.',
  },
  amend: {
    title: 'Cambiar la orden de {{symbol}}',
    lead: 'Conserva su lugar. Solo la ejecutan precios posteriores.',
    trail: 'Nueva distancia al mejor precio hasta ahora',
    submit: 'Cambiar la orden',
    done: 'La orden de {{symbol}} quedó cambiada.',
    nothing: 'No ha cambiado nada.',
  },
  reverse: {
    title: '¿Invertir la posición en {{symbol}}?',
    what: '{{side}} {{quantity}} a mercado',
    lead: 'Cierra lo que tienes y abre el mismo tamaño del otro lado. Se cancelan su objetivo y su stop: la posición nueva no tiene ninguno hasta que los pongas.',
    submit: 'Invertir la posición',
    done: 'Invirtiendo {{symbol}}: la orden se envió.',
  },
  closeAll: {
    title: '¿Cerrar todo?',
    lead_one: 'La posición abierta se cierra a mercado y se cancela toda orden que podría abrir una.',
    lead_other:
      'Las {{count}} posiciones abiertas se cierran a mercado y se cancela toda orden que podría abrir una.',
    ordersOnly: 'Se cancelan todas las órdenes activas. No hay ninguna posición abierta.',
    about: 'A los precios actuales, el resultado sería de unos {{pnl}} antes de comisiones y deslizamiento.',
    submit: 'Cerrar todo',
    done: 'Cerrando todo: las órdenes se enviaron.',
  },
};

addTexts('paperTrading', { en, es });
