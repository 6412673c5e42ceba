import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  kind: {
    market: { backfill: 'Traída de historia', 'import-candles': 'Importación de velas' },
  },
  doing: {
    market: {
      reading: 'Leyendo el archivo, {{rows}} filas hasta ahora',
      checking: 'Buscando huecos y contradicciones en {{rows}} filas',
      fetching: 'Trayendo barras, {{rows}} hasta ahora',
      waiting: 'Esperando: el mercado no responde por un momento, {{rows}} barras hasta ahora',
      storing: 'Guardando {{rows}} filas',
    },
  },
  state: {
    queued: 'En espera',
    running: 'En curso',
    succeeded: 'Hecha',
    failed: 'Fallida',
    cancelled: 'Cancelada',
  },
  step: 'Paso {{step}} de {{steps}}',
  waiting: 'Esperando su turno',
  starting: 'Empezando',
  cancelling: 'Cancelando…',
  cancelled: 'Se canceló antes de terminar.',
  cancel: 'Cancelar',
  cancelOf: 'Cancelar {{job}}',
  progressOf: 'Progreso de {{job}}',
  createdAt: 'Pedida {{at}}',
  endedAt: 'Terminó {{at}}',
  keptUntil: 'Se guarda hasta {{at}}',
  download: 'Descargar {{name}}',
  details: 'Detalles',
};
