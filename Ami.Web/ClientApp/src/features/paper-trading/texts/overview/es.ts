import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  side: { buy: 'Comprar', sell: 'Vender', long: 'Largo', short: 'Corto' },
  type: {
    market: 'Mercado',
    limit: 'Límite',
    stop: 'Stop',
    stopLimit: 'Stop límite',
    trailingStop: 'Stop dinámico',
  },
  role: {
    entry: 'Entrada',
    takeProfit: 'Toma de ganancia',
    stopLoss: 'Stop de pérdida',
    close: 'Cierre',
    liquidation: 'Liquidación',
  },
  status: {
    pending: 'Pendiente',
    working: 'Activa',
    filled: 'Ejecutada',
    cancelled: 'Cancelada',
    rejected: 'Rechazada',
  },
  account: {
    equity: 'Patrimonio',
    cash: 'Efectivo',
    unrealised: 'Resultado abierto',
    realised: 'Resultado cerrado',
    beforeFees: 'antes de comisiones {{amount}}, comisiones {{fees}}',
    forgivenDebt: 'Deuda perdonada',
    exposure: 'Exposición',
    buyingPower: 'Poder de compra',
    since: 'empezó con {{amount}}',
    leverage: 'Apalancamiento {{leverage}}×',
    leverageFifo: 'Apalancamiento {{leverage}}×, primero en entrar, primero en salir',
    new: 'Cuenta nueva',
  },
  positions: {
    title: 'Posiciones abiertas',
    empty: 'Sin posiciones abiertas',
    emptyHint: 'Abre un mercado, decide tu stop y envía una orden.',
    open: 'Abrir Mercados',
  },
  orders: {
    title: 'Órdenes activas',
    empty: 'Sin órdenes activas',
    emptyHint: 'Las órdenes límite y stop esperan aquí hasta que el mercado las alcance.',
  },
  fills: {
    toastTitle: 'Orden ejecutada (simulada)',
    toast: '{{side}} {{quantity}} {{symbol}} a {{price}}',
  },
  ticket: {
    noAccount: 'No hay una cuenta con la que operar.',
  },
};
