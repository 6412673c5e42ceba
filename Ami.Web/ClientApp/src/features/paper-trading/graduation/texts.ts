import { addTexts, type Translation } from '@/lib/i18n';
import '../texts/accountErrors';

export const en = {
  title: 'On the way to a larger account',
  lead: 'Closed trades on days in a row on which you had rules and kept to them: every trade with a stop, ordered and closed while a rule limited its risk, and not more than {{breaches}} orders refused by a rule a day.',
  granted: 'The larger account was granted. It is among your accounts.',
  top: 'There is no larger account than this one.',
  topOfAll: 'There is no larger account than those that you may already open.',
  met: 'done',
  missing: 'missing',
  requirement: {
    rules: 'A rule for the risk of a trade',
    trades: 'Trades within the rules',
    drawdown: 'Largest drawdown on these days',
    expectancy: 'Expectancy not known to be negative',
  },
  step: {
    rules: '{{have}}, at most {{needed}}',
    noRule: 'none, at most {{needed}}',
    trades: '{{have}} of {{needed}}',
    drawdown: '{{have}}, must stay below {{needed}}',
    expectancy: '{{have}} R',
    unknown: 'too few trades to say',
  },
  means: {
    wallet: 'In your practice wallet',
    walletOf: '{{have}} of {{needed}}',
    accounts: 'Room for another account',
    accountsLeft_one: '{{count}} more',
    accountsLeft_other: '{{count}} more',
  },
  waits: 'Everything is shown. To open it, have enough in your practice wallet and room for another account.',
  broken: 'The count began anew after {{day}}, which was not within the rules.',
  offer: 'Everything is shown: an account with {{amount}} is yours, funded from your practice wallet.',
  name: 'Name of the larger account',
  submit: 'Open it',
  done: 'Account “{{name}}” is ready.',
};

const es: Translation<typeof en> = {
  title: 'Camino a una cuenta mayor',
  lead: 'Operaciones cerradas en días seguidos en los que tenías reglas y las respetaste: cada operación con stop, ordenada y cerrada mientras una regla limitaba su riesgo, y no más de {{breaches}} órdenes rechazadas por una regla al día.',
  granted: 'La cuenta mayor ya fue concedida. Está entre tus cuentas.',
  top: 'No hay una cuenta mayor que esta.',
  topOfAll: 'No hay una cuenta mayor que las que ya puedes abrir.',
  met: 'listo',
  missing: 'falta',
  requirement: {
    rules: 'Una regla para el riesgo por operación',
    trades: 'Operaciones dentro de las reglas',
    drawdown: 'Mayor caída en esos días',
    expectancy: 'Esperanza no demostrada negativa',
  },
  step: {
    rules: '{{have}}, como máximo {{needed}}',
    noRule: 'ninguna, como máximo {{needed}}',
    trades: '{{have}} de {{needed}}',
    drawdown: '{{have}}, debe quedar por debajo de {{needed}}',
    expectancy: '{{have}} R',
    unknown: 'muy pocas operaciones para decirlo',
  },
  means: {
    wallet: 'En tu billetera de práctica',
    walletOf: '{{have}} de {{needed}}',
    accounts: 'Lugar para otra cuenta',
    accountsLeft_one: '{{count}} más',
    accountsLeft_other: '{{count}} más',
  },
  waits:
    'Todo está demostrado. Para abrirla, ten suficiente en tu billetera de práctica y lugar para otra cuenta.',
  broken: 'El recuento empezó de nuevo después del {{day}}, que no respetó las reglas.',
  offer: 'Todo está demostrado: una cuenta con {{amount}} es tuya, con fondos de tu billetera de práctica.',
  name: 'Nombre de la cuenta mayor',
  submit: 'Abrirla',
  done: 'La cuenta «{{name}}» está lista.',
};

addTexts('paperGate', { en, es });
