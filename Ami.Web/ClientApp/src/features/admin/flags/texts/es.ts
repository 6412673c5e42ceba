import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Funciones',
  lead: 'Lo que se puede activar o desactivar con el sistema en marcha. Vale al momento en todos los procesos.',
  search: 'Nombre o descripción',
  empty: 'Ninguna parte del sistema tiene funciones que activar',
  byDefault: 'por defecto',
  on: 'Activada',
  off: 'Desactivada',
  onFor: 'Activada para el {{share}}',
  column: {
    name: 'Función',
    description: 'Qué activa',
    state: 'Estado',
    people: 'Personas decididas',
    updatedAt: 'Decidido',
  },
  enabled: 'Activada',
  enabledHint: 'Desactivada vale para todas las personas que no estén en la lista de abajo.',
  percentage: 'Para qué porcentaje de personas',
  percentageHint: 'Siempre las mismas personas; un número mayor solo añade más.',
  percentageRange: 'Elige de 0 a 100.',
  save: 'Guardar',
  decided: 'Decidido.',
  people: {
    title: 'Decidido persona por persona',
    none: 'Nadie todavía.',
    gone: 'Una cuenta que ya no existe',
    remove: 'Quitar {{email}}',
    email: 'Correo',
    decision: 'Decisión',
    add: 'Añadir',
  },
};
