import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  hours: {
    day: 'It ends with the trading day.',
    replayedDay: 'It ends with the trading day, by the clock of the replay.',
    untilToday: 'until {{time}} today',
    until: 'until {{time}} on {{day}}',
    closedToday: 'The market is closed and opens at {{time}}.',
    closed: 'The market is closed and opens on {{day}} at {{time}}.',
    waits: 'An order that you send now waits for the next price, as a rule the first one after that.',
  },
} as const;

export const es: Translation<typeof en> = {
  hours: {
    day: 'Termina con el día de negociación.',
    replayedDay: 'Termina con el día de negociación, según el reloj de la repetición.',
    untilToday: 'hasta las {{time}} de hoy',
    until: 'hasta las {{time}} del {{day}}',
    closedToday: 'El mercado está cerrado y abre a las {{time}}.',
    closed: 'El mercado está cerrado y abre el {{day}} a las {{time}}.',
    waits: 'Una orden que envíes ahora espera al próximo precio, por lo general el primero tras la apertura.',
  },
};

addTexts('paperTrading', { en, es });
