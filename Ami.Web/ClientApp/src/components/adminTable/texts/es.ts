import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  columns: 'Columnas',
  all: '{{filter}}: cualquiera',
  export: 'Exportar CSV',
  exported: 'El archivo está guardado.',
  cancelExport: '{{size}} MB hasta ahora. Cancelar',
  nothing: 'Nada coincide',
  nothingHint: 'Prueba con otras palabras o menos filtros.',
  clear: 'Quitar búsqueda y filtros',
  shown: '{{rows}} a la vista, muchos más',
  shownOf: '{{rows}} de {{total}}',
};
