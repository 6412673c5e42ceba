import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  title: 'On the way to a larger account',
  lead: 'Closed trades on days in a row that kept to your rules: every trade with a stop, and not more than {{breaches}} orders refused by a rule a day.',
  granted: 'The larger account was granted. It is among your accounts.',
  top: 'There is no larger account than this one.',
  met: 'done',
  missing: 'missing',
  requirement: {
    trades: 'Trades within the rules',
    drawdown: 'Largest drawdown on these days',
    expectancy: 'Expectancy not known to be negative',
  },
  step: {
    trades: '{{have}} of {{needed}}',
    drawdown: '{{have}}, must stay below {{needed}}',
    expectancy: '{{have}} R',
    unknown: 'too few trades to say',
  },
  broken: 'The count began anew after {{day}}, which was not within the rules.',
  offer: 'Everything is shown: an account with {{amount}} is yours, funded from your practice wallet.',
  name: 'Name of the larger account',
  submit: 'Open it',
  done: 'Account “{{name}}” is ready.',
};

const es: Translation<typeof en> = {
  title: 'Camino a una cuenta mayor',
  lead: 'Operaciones cerradas en días seguidos que respetaron tus reglas: cada operación con stop, y no más de {{breaches}} órdenes rechazadas por una regla al día.',
  granted: 'La cuenta mayor ya fue concedida. Está entre tus cuentas.',
  top: 'No hay una cuenta mayor que esta.',
  met: 'listo',
  missing: 'falta',
  requirement: {
    trades: 'Operaciones dentro de las reglas',
    drawdown: 'Mayor caída en esos días',
    expectancy: 'Esperanza no demostrada negativa',
  },
  step: {
    trades: '{{have}} de {{needed}}',
    drawdown: '{{have}}, debe quedar por debajo de {{needed}}',
    expectancy: '{{have}} R',
    unknown: 'muy pocas operaciones para decirlo',
  },
  broken: 'El recuento empezó de nuevo después del {{day}}, que no respetó las reglas.',
  offer: 'Todo está demostrado: una cuenta con {{amount}} es tuya, con fondos de tu billetera de práctica.',
  name: 'Nombre de la cuenta mayor',
  submit: 'Abrirla',
  done: 'La cuenta «{{name}}» está lista.',
};

addTexts('paperGate', { en, es });
