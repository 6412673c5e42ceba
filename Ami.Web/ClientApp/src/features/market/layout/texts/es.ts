import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  first: 'Mi disposición',
  menu: 'Disposición de gráficos',
  layouts: 'Disposiciones',
  delete: 'Borrar {{name}}',
  undo: 'Deshacer el último cambio',
  redo: 'Rehacerlo',
  poorer:
    'Ya no está en la disposición. {{key}}, o «Deshacer el último cambio» en el menú de disposiciones, lo recupera.',
  bringBack: 'Recuperar «{{name}}»',
  deleted: '«{{name}}» está borrada. El menú de disposiciones la recupera.',
  rename: 'Cambiar el nombre',
  copy: 'Guardar como disposición nueva',
  renameTitle: 'Cambiar el nombre de «{{name}}»',
  copyTitle: 'Disposición nueva de lo que se ve',
  name: 'Nombre',
  keep: 'Guardar',
  charts: 'Gráficos',
  count_one: '{{count}} gráfico',
  count_other: '{{count}} gráficos',
  links: 'En común',
  link: { symbol: 'Símbolo', interval: 'Intervalo', crosshair: 'Retícula' },
  changedElsewhere: 'La disposición cambió en otro lugar. Ahora se muestra lo que está guardado.',
};
