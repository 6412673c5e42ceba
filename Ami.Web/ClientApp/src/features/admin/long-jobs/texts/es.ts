import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Tareas de las personas',
  lead: 'Lo que se ha pedido y tarda más de un momento, y en qué quedó.',
  empty: 'Nadie ha pedido nada todavía',
  emptyHint:
    'Las importaciones, exportaciones y similares aparecen aquí mientras duran y hasta que se olvidan.',
  column: {
    kind: 'Tarea',
    subject: 'Sobre',
    owner: 'De quién',
    state: 'Estado',
    progress: 'Progreso',
    createdAt: 'Pedida',
    endedAt: 'Terminó',
  },
  doing: 'Ahora',
  attempt: 'Ejecuciones',
  setbacks: 'Cortes o fallos',
  process: 'Máquina · proceso',
  heardAt: 'Última señal',
  error: 'Error',
  fault: 'Última excepción',
  cancel: 'Cancelar esta tarea',
};
