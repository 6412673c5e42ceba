import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  dock: {
    label: 'Cuenta',
    positions: 'Posiciones',
    orders: 'Órdenes activas',
    history: 'Historial de órdenes',
    fills: 'Ejecuciones',
    account: 'Cuenta',
    watchlist: 'Seguimiento',
    alerts: 'Alertas',
    onlySymbol: 'Solo {{symbol}}',
    collapse: 'Ocultar el panel debajo del gráfico',
    expand: 'Mostrar el panel debajo del gráfico',
  },
  side: {
    label: 'Orden y listas',
    order: 'Orden',
    watchlist: 'Seguimiento',
    alerts: 'Alertas',
    collapse: 'Ocultar la boleta de órdenes',
    expand: 'Mostrar la boleta de órdenes',
  },
  resize: {
    dock: 'Alto del panel debajo del gráfico',
    side: 'Ancho de la boleta de órdenes',
  },
  order: {
    title: 'Orden de {{symbol}}',
    label: 'Orden',
  },
};
