import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  account: {
    create: {
      title: 'New practice account',
      name: 'Name',
      cash: 'Starting cash (USD)',
      cashHint: 'From 100 to 10,000,000 of simulated money.',
      leverage: 'Leverage',
      leverageHint: 'How many times its equity the account may hold. More leverage, larger losses.',
      submit: 'Create account',
      done: 'Account “{{name}}” is ready.',
      nameRequired: 'Give the account a name.',
      nameLong: 'Use at most {{count}} characters.',
      cashRange: 'From 100 to 10,000,000.',
    },
    resetDialog: {
      title: 'Reset “{{name}}”',
      lead: 'Working orders are cancelled, positions are closed, and the account starts again with new cash. Its history stays stored. This cannot be undone.',
      confirm: 'Type the account’s name to confirm: {{name}}',
      submit: 'Reset account',
      done: '“{{name}}” starts again with {{amount}}.',
    },
  },
} as const;

export const es: Translation<typeof en> = {
  account: {
    create: {
      title: 'Nueva cuenta de práctica',
      name: 'Nombre',
      cash: 'Efectivo inicial (USD)',
      cashHint: 'De 100 a 10.000.000 de dinero simulado.',
      leverage: 'Apalancamiento',
      leverageHint:
        'Cuántas veces su patrimonio puede tener la cuenta. Más apalancamiento, pérdidas mayores.',
      submit: 'Crear cuenta',
      done: 'La cuenta «{{name}}» está lista.',
      nameRequired: 'Ponle un nombre a la cuenta.',
      nameLong: 'Usa como máximo {{count}} caracteres.',
      cashRange: 'De 100 a 10.000.000.',
    },
    resetDialog: {
      title: 'Reiniciar «{{name}}»',
      lead: 'Se cancelan las órdenes activas, se cierran las posiciones y la cuenta empieza de nuevo con otro efectivo. Su historia queda guardada. No se puede deshacer.',
      confirm: 'Escribe el nombre de la cuenta para confirmar: {{name}}',
      submit: 'Reiniciar cuenta',
      done: '«{{name}}» empieza de nuevo con {{amount}}.',
    },
  },
};

addTexts('paperTrading', { en, es });
