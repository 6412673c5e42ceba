import type { Translation } from '@/lib/i18n';

const en = {
  payments: {
    not_at_provider:
      'The payment provider does not know this any more. Reload the page to see how it stands.',
    card_declined: 'The card was declined, and nothing changed. Use another card, or ask your bank.',
    already_subscribed: 'You have a subscription already. Change its plan instead.',
    not_subscribed: 'You have no subscription.',
    plan_not_sold: 'This plan is not sold in that currency.',
    change_not_possible:
      'This cannot be done as the subscription stands. Pay what is open, end its pause, or undo its cancellation or the change that is to follow, first.',
    checkout_being_paid:
      'A payment that you began is still being processed. Wait until it is done; nothing was charged twice.',
    pause_invalid: 'Choose 1 to 6 months.',
    nothing_open: 'No payment is open: it may have been made by now.',
    product_not_sold: 'This is not sold any more, or not in this currency.',
    already_bought: 'This is yours already.',
    gift_unknown: 'There is no gift with this code, or somebody has redeemed it. Check the code.',
    invoice_not_found: 'This invoice does not exist, or is not yours.',
  },
};

const es: Translation<typeof en> = {
  payments: {
    not_at_provider: 'El proveedor de pagos ya no conoce esto. Recarga la página para ver cómo está.',
    card_declined: 'La tarjeta fue rechazada y no cambió nada. Usa otra tarjeta o pregunta a tu banco.',
    already_subscribed: 'Ya tienes una suscripción. Cambia su plan.',
    not_subscribed: 'No tienes ninguna suscripción.',
    plan_not_sold: 'Este plan no se vende en esa moneda.',
    change_not_possible:
      'No es posible tal como está la suscripción. Antes paga lo pendiente, termina la pausa, o deshaz la cancelación o el cambio que sigue.',
    checkout_being_paid:
      'Un pago que empezaste se está procesando. Espera a que termine; no se cobró nada dos veces.',
    pause_invalid: 'Elige de 1 a 6 meses.',
    nothing_open: 'No hay ningún pago pendiente: quizá ya se hizo.',
    product_not_sold: 'Esto ya no se vende, o no en esta moneda.',
    already_bought: 'Esto ya es tuyo.',
    gift_unknown: 'No hay un regalo con este código, o alguien ya lo canjeó. Revisa el código.',
    invoice_not_found: 'Esta factura no existe o no es tuya.',
  },
};

export const errors = { en, es };
