import type { Translation } from '@/lib/i18n';

/** By the codes of what an import recognised; the command line has the English words too. */
const en = {
  container: {
    gzip: 'Container: gzip',
    zip: 'Container: ZIP archive with {{file}}',
  },
  encoding: {
    utf16_mark: 'Encoding: UTF-16{{order}}, by its byte-order mark',
    utf16_zeros: 'Encoding: UTF-16{{order}}, by its zero bytes',
    latin1: 'Encoding: Latin-1, as its bytes are not UTF-8',
  },
  before: {
    table: 'Line {{line}} left out: it is before the table',
    comment: 'Line {{line}} left out: a comment',
    address: 'Line {{line}} left out: an address',
    separator: 'Line {{line}}: names the separator',
  },
  separator: {
    comma: 'Separator: comma, {{columns}} columns',
    semicolon: 'Separator: semicolon, {{columns}} columns',
    tab: 'Separator: tab, {{columns}} columns',
    other: 'Separator: {{mark}}, {{columns}} columns',
  },
  layout: {
    mapped: 'Layout: columns as mapped, without titles',
    titles: 'Layout: columns by their titles, in line {{line}}',
    exporter: 'Layout: {{name}}, titles in line {{line}}',
    untitled: 'Layout: {{name}}, without titles',
  },
  titles: {
    rows: 'Lines {{first}} to {{last}}: rows of titles',
    instrument: "Line {{line}}: names the instrument, '{{name}}'",
    group: "Line {{line}}: says '{{name}}' of all columns",
    units: "Line {{line}}: names units, '{{price}}' of the prices and '{{volume}}' of the volume",
    index: "Line {{line}}: names the first column, '{{name}}'",
  },
  columns: {
    unused: 'Not used: {{columns}}',
  },
  numbers: {
    mapped_point: 'Numbers: decimal point, as mapped',
    mapped_comma: 'Numbers: decimal comma, as mapped',
    point: "Numbers: decimal point, as in '{{example}}'",
    comma: "Numbers: decimal comma, as in '{{example}}'",
    whole: 'Numbers: none has a mark before decimals',
  },
  volume: {
    units: 'Volume: {{column}}',
    ticks: 'Volume: {{column}}, changes of price instead of units',
    money: 'Volume: {{column}}, money instead of units',
    none: 'Volume: no column is known to hold it; it is 0',
    empty: 'Volume: lines without any: {{count}}; it is 0 there',
  },
  time: {
    seconds: 'Time: {{column}} counts seconds since 1970',
    milliseconds: 'Time: {{column}} counts milliseconds since 1970',
    microseconds: 'Time: {{column}} counts microseconds since 1970',
    nanoseconds: 'Time: {{column}} counts nanoseconds since 1970',
    dates: 'Time: {{column}} has dates',
    dates_day_first: 'Time: {{column}} has dates with the day first',
    dates_month_first: 'Time: {{column}} has dates with the month first',
    clock: 'Time: {{column}} has the time of the day',
    opens: "Time: it names the bar's open",
    closes: "Time: it names the bar's close",
    order_mapped: 'Time: order of dates as mapped',
    day_first: "Time: '{{example}}' has no month first",
    month_first: "Time: '{{example}}' has no month second",
    dukascopy: 'Time: Dukascopy writes the day first',
    zone_mapped: 'Time: without an offset it is that of {{zone}}, as mapped',
    zone_titled: 'Time: that of {{zone}}, as its title says',
    no_zone: 'Time: names no zone; read as UTC (map the zone if it is another)',
    apart: 'Time: {{other}} is {{hours}} h from {{column}}, which is read',
    other_unit:
      'Time: {{count}} times count since 1970 in a smaller unit than the first lines, and were read so',
    short_count:
      'Time: {{count}} times have fewer than nine digits and were read as counts since 1970, as the others are',
    short_year: 'Time: {{count}} dates have two digits of the year and were read as years from 1970 to 2069',
  },
  order: {
    reversed: 'Order: newest first; turned around',
    sorted: 'Order: lines that are earlier than the one before: {{count}}; sorted',
  },
  session: {
    phase: 'Session: bars open {{phase}} after the grid of {{interval}} bars',
    phase_moves:
      'Session: bars open {{phase}} after the grid of {{interval}} bars, an hour later in part of the year',
    opening:
      'Session: the market opens at {{clock}} in {{zone}}; bars that are made of shorter ones begin with it',
  },
};

const es: Translation<typeof en> = {
  container: {
    gzip: 'Contenedor: gzip',
    zip: 'Contenedor: archivo ZIP con {{file}}',
  },
  encoding: {
    utf16_mark: 'Codificación: UTF-16{{order}}, por su marca de orden de bytes',
    utf16_zeros: 'Codificación: UTF-16{{order}}, por sus bytes cero',
    latin1: 'Codificación: Latin-1, porque sus bytes no son UTF-8',
  },
  before: {
    table: 'Línea {{line}} omitida: está antes de la tabla',
    comment: 'Línea {{line}} omitida: un comentario',
    address: 'Línea {{line}} omitida: una dirección',
    separator: 'Línea {{line}}: dice cuál es el separador',
  },
  separator: {
    comma: 'Separador: coma, {{columns}} columnas',
    semicolon: 'Separador: punto y coma, {{columns}} columnas',
    tab: 'Separador: tabulador, {{columns}} columnas',
    other: 'Separador: {{mark}}, {{columns}} columnas',
  },
  layout: {
    mapped: 'Forma: columnas como se indicaron, sin títulos',
    titles: 'Forma: columnas por sus títulos, en la línea {{line}}',
    exporter: 'Forma: {{name}}, títulos en la línea {{line}}',
    untitled: 'Forma: {{name}}, sin títulos',
  },
  titles: {
    rows: 'Líneas {{first}} a {{last}}: filas de títulos',
    instrument: 'Línea {{line}}: nombra el instrumento, «{{name}}»',
    group: 'Línea {{line}}: dice «{{name}}» de todas las columnas',
    units: 'Línea {{line}}: nombra unidades, «{{price}}» de los precios y «{{volume}}» del volumen',
    index: 'Línea {{line}}: nombra la primera columna, «{{name}}»',
  },
  columns: {
    unused: 'Sin usar: {{columns}}',
  },
  numbers: {
    mapped_point: 'Números: punto decimal, como se indicó',
    mapped_comma: 'Números: coma decimal, como se indicó',
    point: 'Números: punto decimal, como en «{{example}}»',
    comma: 'Números: coma decimal, como en «{{example}}»',
    whole: 'Números: ninguno tiene decimales',
  },
  volume: {
    units: 'Volumen: {{column}}',
    ticks: 'Volumen: {{column}}, cambios de precio en lugar de unidades',
    money: 'Volumen: {{column}}, dinero en lugar de unidades',
    none: 'Volumen: no se conoce ninguna columna que lo tenga; es 0',
    empty: 'Volumen: líneas sin él: {{count}}; ahí es 0',
  },
  time: {
    seconds: 'Tiempo: {{column}} cuenta segundos desde 1970',
    milliseconds: 'Tiempo: {{column}} cuenta milisegundos desde 1970',
    microseconds: 'Tiempo: {{column}} cuenta microsegundos desde 1970',
    nanoseconds: 'Tiempo: {{column}} cuenta nanosegundos desde 1970',
    dates: 'Tiempo: {{column}} tiene fechas',
    dates_day_first: 'Tiempo: {{column}} tiene fechas con el día primero',
    dates_month_first: 'Tiempo: {{column}} tiene fechas con el mes primero',
    clock: 'Tiempo: {{column}} tiene la hora del día',
    opens: 'Tiempo: indica la apertura de la barra',
    closes: 'Tiempo: indica el cierre de la barra',
    order_mapped: 'Tiempo: orden de las fechas como se indicó',
    day_first: 'Tiempo: «{{example}}» no tiene el mes primero',
    month_first: 'Tiempo: «{{example}}» no tiene el mes en segundo lugar',
    dukascopy: 'Tiempo: Dukascopy escribe el día primero',
    zone_mapped: 'Tiempo: sin desfase es el de {{zone}}, como se indicó',
    zone_titled: 'Tiempo: el de {{zone}}, como dice su título',
    no_zone: 'Tiempo: no nombra ninguna zona; se leyó como UTC (indica la zona si es otra)',
    apart: 'Tiempo: {{other}} está a {{hours}} h de {{column}}, que es el que se lee',
    other_unit:
      'Tiempo: {{count}} tiempos cuentan desde 1970 en una unidad menor que las primeras líneas, y se leyeron así',
    short_count:
      'Tiempo: {{count}} tiempos tienen menos de nueve cifras y se leyeron como cuentas desde 1970, como los demás',
    short_year: 'Tiempo: {{count}} fechas tienen dos cifras del año y se leyeron como años de 1970 a 2069',
  },
  order: {
    reversed: 'Orden: lo más nuevo primero; se invirtió',
    sorted: 'Orden: líneas anteriores a la que las precede: {{count}}; se ordenaron',
  },
  session: {
    phase: 'Sesión: las barras abren {{phase}} después de la cuadrícula de las barras de {{interval}}',
    phase_moves:
      'Sesión: las barras abren {{phase}} después de la cuadrícula de las barras de {{interval}}, una hora más tarde en parte del año',
    opening:
      'Sesión: el mercado abre a las {{clock}} en {{zone}}; las barras hechas de otras más cortas empiezan con él',
  },
};

export const evidence = { en, es };
