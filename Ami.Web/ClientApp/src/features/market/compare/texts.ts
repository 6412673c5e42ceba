import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  menu: 'Compare symbols…',
  title: 'Compare {{symbol}} with others',
  note: 'Other symbols are drawn over the bars, all in percent since the first bar in sight. The scale is as it was once none is left.',
  search: 'Search symbol or name',
  compared: 'Compared symbols',
  count: '{{count}} of {{most}}',
  none: 'None yet: choose one below.',
  full: 'The chart is full: remove one to add another.',
  others: 'Symbols to compare with',
  found_one: '{{count}} symbol',
  found_other: '{{count}} symbols',
  nothing: 'No other symbol has this name.',
  add: 'Compare with {{symbol}}',
  remove: 'Stop comparing with {{symbol}}',
  percentSince: 'Percent since {{time}}',
  loading: 'loading…',
  noBars: 'no {{interval}} bars',
  noneHere: 'no bars of this time',
  retry: 'Try again',
} as const;

const es: Translation<typeof en> = {
  menu: 'Comparar símbolos…',
  title: 'Comparar {{symbol}} con otros',
  note: 'Otros símbolos se dibujan sobre las barras, todos en porcentaje desde la primera barra visible. La escala vuelve a ser la de antes cuando no queda ninguno.',
  search: 'Buscar símbolo o nombre',
  compared: 'Símbolos comparados',
  count: '{{count}} de {{most}}',
  none: 'Ninguno todavía: elige uno abajo.',
  full: 'El gráfico está lleno: quita uno para añadir otro.',
  others: 'Símbolos con los que comparar',
  found_one: '{{count}} símbolo',
  found_other: '{{count}} símbolos',
  nothing: 'Ningún otro símbolo se llama así.',
  add: 'Comparar con {{symbol}}',
  remove: 'Dejar de comparar con {{symbol}}',
  percentSince: 'Porcentaje desde {{time}}',
  loading: 'cargando…',
  noBars: 'sin barras de {{interval}}',
  noneHere: 'sin barras de este momento',
  retry: 'Reintentar',
};

addTexts('compare', { en, es });
