import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  trade: {
    title: 'Trade',
    lead: 'Practice accounts: no real money, orders or fills.',
    tabs: {
      label: 'Account details',
      positions: 'Positions',
      orders: 'Working orders',
      history: 'Order history',
      fills: 'Fills',
      statistics: 'Statistics',
      rules: 'Rules',
    },
    equityTitle: 'Equity',
    statsTitle: 'Statistics',
  },
} as const;

export const es: Translation<typeof en> = {
  trade: {
    title: 'Operar',
    lead: 'Cuentas de práctica: sin dinero, órdenes ni ejecuciones reales.',
    tabs: {
      label: 'Detalle de la cuenta',
      positions: 'Posiciones',
      orders: 'Órdenes activas',
      history: 'Historial de órdenes',
      fills: 'Ejecuciones',
      statistics: 'Estadísticas',
      rules: 'Reglas',
    },
    equityTitle: 'Patrimonio',
    statsTitle: 'Estadísticas',
  },
};

addTexts('paperTrading', { en, es });
