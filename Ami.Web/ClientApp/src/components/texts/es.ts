import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  retry: 'Reintentar',
  seePlans: 'Ver planes',
  cancel: 'Cancelar',
  close: 'Cerrar',
  search: 'Buscar',
  clear: 'Borrar',
  loading: 'Cargando…',
  loadMore: 'Cargar más',
  required: 'obligatorio',
  simulated: 'Simulado',
  simulatedHint: 'Ni dinero real ni un mercado real: hecho para practicar.',
  errorTitle: 'No se pudo cargar',
  traceId: 'Referencia: {{id}}',
  gain: 'sube',
  loss: 'baja',
  sortBy: 'Ordenar por {{column}}',
  noValue: '–',
  number: {
    required: 'Escribe un número.',
    notANumber: 'Usa cifras y un solo separador decimal.',
    ambiguous: '¿Miles o decimales? Escribe los decimales con «{{separator}}» y sin separador de miles.',
    notPositive: 'Debe ser mayor que cero.',
    tooManyDecimals_zero: 'Solo números enteros.',
    tooManyDecimals_one: 'Como máximo {{count}} decimal.',
    tooManyDecimals_other: 'Como máximo {{count}} decimales.',
    tooLong: 'Como máximo 15 cifras.',
  },
};
