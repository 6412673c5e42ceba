import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  title: 'Account statement',
  lead: 'A PDF with what happened on “{{account}}” since its last reset: balances, closed trades, executions, fees and the equity curve. All of it is simulated practice money.',
  period: 'Period',
  days30: 'Last 30 days',
  month: 'This month',
  lastMonth: 'Last month',
  year: 'This year',
  custom: 'Other days',
  from: 'First day',
  to: 'Last day',
  order: 'The last day is before the first one.',
  submit: 'Download PDF',
  done: 'The statement was downloaded.',
};

const es: Translation<typeof en> = {
  title: 'Extracto de la cuenta',
  lead: 'Un PDF con lo que pasó en «{{account}}» desde su último reinicio: saldos, operaciones cerradas, ejecuciones, comisiones y la curva de valor. Todo es dinero de práctica simulado.',
  period: 'Período',
  days30: 'Últimos 30 días',
  month: 'Este mes',
  lastMonth: 'El mes pasado',
  year: 'Este año',
  custom: 'Otros días',
  from: 'Primer día',
  to: 'Último día',
  order: 'El último día es anterior al primero.',
  submit: 'Descargar PDF',
  done: 'El extracto se descargó.',
};

addTexts('paperStatement', { en, es });
addTexts('errors', {
  en: {
    paper: {
      period_invalid: 'Choose a first day and a last day that is not before it.',
      statement_too_long:
        'There were too many executions in this period for one statement. Choose a shorter one.',
    },
  },
  es: {
    paper: {
      period_invalid: 'Elige un primer día y un último día que no sea anterior.',
      statement_too_long:
        'Hubo demasiadas ejecuciones en este período para un extracto. Elige uno más corto.',
    },
  },
});
