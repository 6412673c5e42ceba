import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  days: {
    label: 'Days',
    from: 'From',
    to: 'To',
    closedFrom: 'Closed from',
    closedTo: 'Closed to',
    none: 'There is no such day, or it is not between 1900 and 2200.',
    order: 'The last day is before the first.',
    clear: 'All days',
    nothing: 'Nothing in these days',
    nothingHint: 'Choose others, or look at all days.',
  },
} as const;

export const es: Translation<typeof en> = {
  days: {
    label: 'Días',
    from: 'Desde',
    to: 'Hasta',
    closedFrom: 'Cerradas desde',
    closedTo: 'Cerradas hasta',
    none: 'Ese día no existe, o no está entre 1900 y 2200.',
    order: 'El último día es anterior al primero.',
    clear: 'Todos los días',
    nothing: 'Nada en estos días',
    nothingHint: 'Elige otros, o mira todos los días.',
  },
};

addTexts('paperTrading', { en, es });
addTexts('errors', {
  en: { paper: { days_invalid: 'Choose a last day that is not before the first, between 1900 and 2200.' } },
  es: { paper: { days_invalid: 'Elige un último día que no sea anterior al primero, entre 1900 y 2200.' } },
});
