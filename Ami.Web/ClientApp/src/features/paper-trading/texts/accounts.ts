import { addTexts, type Translation } from '@/lib/i18n';
import './accountErrors';

export const en = {
  account: {
    costs: {
      average: 'Average cost',
      fifo: 'First in, first out (FIFO)',
    },
    create: {
      title: 'New practice account',
      name: 'Name',
      cash: 'Starting cash (USD)',
      cashHint: 'From {{least}} to {{most}} of simulated money, from your practice wallet.',
      leverage: 'Leverage',
      leverageHint: 'How many times its equity the account may hold. More leverage, larger losses.',
      costs: 'Cost of what is sold',
      costsHint:
        'Decides how the result is shared out when you close a part of a position you built in steps. It cannot be changed later.',
      submit: 'Create account',
      done: 'Account “{{name}}” is ready.',
      nameRequired: 'Give the account a name.',
      nameLong: 'Use at most {{count}} characters.',
      cashRange: 'From {{least}} to {{most}}.',
      cashEarned:
        'At most {{most}}. A larger account is earned by trades within rules: see Rules on the Trade page.',
      cashShort: 'There are {{wallet}} in your practice wallet. Top it up, or begin with less.',
    },
    resetDialog: {
      title: 'Reset “{{name}}”',
      lead: 'Working orders are cancelled, positions are closed, and the account starts again with new cash. What it begins with more than before comes from your practice wallet, and what it begins with less goes back there. Its history stays stored. This cannot be undone.',
      confirm: 'Type the account’s name to confirm: {{name}}',
      submit: 'Reset account',
      done: '“{{name}}” starts again with {{amount}}.',
    },
  },
} as const;

export const es: Translation<typeof en> = {
  account: {
    costs: {
      average: 'Coste medio',
      fifo: 'Primero en entrar, primero en salir (FIFO)',
    },
    create: {
      title: 'Nueva cuenta de práctica',
      name: 'Nombre',
      cash: 'Efectivo inicial (USD)',
      cashHint: 'De {{least}} a {{most}} de dinero simulado, de tu billetera de práctica.',
      leverage: 'Apalancamiento',
      leverageHint:
        'Cuántas veces su patrimonio puede tener la cuenta. Más apalancamiento, pérdidas mayores.',
      costs: 'Coste de lo que se vende',
      costsHint:
        'Decide cómo se reparte el resultado al cerrar una parte de una posición que abriste por pasos. No se puede cambiar después.',
      submit: 'Crear cuenta',
      done: 'La cuenta «{{name}}» está lista.',
      nameRequired: 'Ponle un nombre a la cuenta.',
      nameLong: 'Usa como máximo {{count}} caracteres.',
      cashRange: 'De {{least}} a {{most}}.',
      cashEarned:
        'Como máximo {{most}}. Una cuenta mayor se gana con operaciones dentro de las reglas: mira Reglas en la página Operar.',
      cashShort: 'Hay {{wallet}} en tu billetera de práctica. Recárgala o empieza con menos.',
    },
    resetDialog: {
      title: 'Reiniciar «{{name}}»',
      lead: 'Se cancelan las órdenes activas, se cierran las posiciones y la cuenta empieza de nuevo con otro efectivo. Lo que empiece con más que antes sale de tu billetera de práctica, y lo que empiece con menos vuelve a ella. Su historia queda guardada. No se puede deshacer.',
      confirm: 'Escribe el nombre de la cuenta para confirmar: {{name}}',
      submit: 'Reiniciar cuenta',
      done: '«{{name}}» empieza de nuevo con {{amount}}.',
    },
  },
};

addTexts('paperTrading', { en, es });
