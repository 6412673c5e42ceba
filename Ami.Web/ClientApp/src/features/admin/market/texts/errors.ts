import type { Translation } from '@/lib/i18n';

const en = {
  market: {
    backfill_interval: 'Choose 1m, 1h or 1d.',
    backfill_no_source:
      'This symbol comes from no market that can be asked for its past now. Import it from a file.',
    backfill_not_begun:
      'No bars of this interval are stored yet. They come by themselves first; try again then.',
    backfill_range: 'Choose dates that follow each other; six years of minutes at most.',
    backfill_unknown: 'There is no back-fill that is done here.',
    calendar_changed: 'Somebody else has changed these hours meanwhile. Look at them again and decide anew.',
    calendar_invalid: 'Some of these hours cannot be read. Nothing was saved.',
    calendar_unknown: 'There are no such trading hours (any more). Choose others.',
    calendar_used: 'Symbols trade by these hours. Give them others first.',
    digits_shrink:
      'Decimals never become fewer: prices and orders lie on the grid as it is. Nothing was saved.',
    no_quote: 'There is no price of it yet, so nothing can be worked out.',
    preview_quantity: 'Enter units above zero.',
    source_not_choosable: 'This source cannot be chosen.',
    source_not_configured: 'Not possible: it is switched off, or this symbol is not among its symbols.',
    source_replayed: 'Not possible while a replay of it runs.',
    source_sessions: 'Not possible: stored bars open at other times than those of this source.',
    source_simulated: 'Not possible: its prices are invented, and stay marked as such.',
    symbol_changed:
      'Somebody else has changed this symbol meanwhile. What they decided is shown now where you changed nothing; save again to have it your way.',
    symbol_traded: 'Somebody has traded it already: its currency and its kind stay. Nothing was saved.',
    symbol_unknown: 'There is no such symbol.',
    terms_invalid: 'Some terms are out of their bounds. Nothing was saved.',
    too_many_calendars: 'There are 100 trading hours at most.',
    class_unknown: 'Choose one of the kinds.',
    file_missing: 'Choose a file.',
    file_too_large:
      'The file is too large. Split it by time: bars that are stored already are never doubled.',
    import_contradiction: 'Nothing was imported: some bars are told more than once and differently.',
    import_empty: 'Nothing was imported: the file has no bars.',
    import_interval: 'Nothing was imported: no two bars are one interval apart. Is the interval right?',
    import_ambiguous: 'Nothing was imported: the file can be read in two ways. Say below which is meant.',
    import_not_candles:
      'Nothing was imported: the layout of the file is not known. Name its columns below, if it has candles.',
    import_session:
      'Nothing was imported: bars of this interval that are stored open at another time. Import the file under another symbol.',
    import_several_symbols:
      'Nothing was imported: the file holds several instruments. Import a file of one, or name the columns of one below.',
    import_too_many: 'Nothing was imported: the file has too many bars. Split it by time.',
    import_refused: 'Nothing was imported: some lines are wrong. Repair the file, or leave these lines out.',
    import_simulated:
      'This symbol belongs to the simulated exchange. Import under another symbol: real and invented prices do not mix.',
    import_unknown: 'There is no import that is done here.',
    interval_unknown: 'Choose one of the intervals.',
    layout_unknown: 'Choose what the time column names.',
    map_malformed:
      'What you say about the file cannot be read. A title with a comma: name the column by its number.',
    name_too_long: 'A name has at most 100 characters.',
  },
  symbol: { malformed: 'A symbol has 1 to 20 letters, digits, dots or hyphens.' },
  currency: { unknown: 'This is not a currency that AMI knows.' },
};

const es: Translation<typeof en> = {
  market: {
    backfill_interval: 'Elige 1m, 1h o 1d.',
    backfill_no_source:
      'Este símbolo no viene de ningún mercado al que se pueda pedir su pasado ahora. Impórtalo de un archivo.',
    backfill_not_begun:
      'Aún no hay barras de este intervalo. Primero llegan solas; vuelve a intentarlo entonces.',
    backfill_range: 'Elige fechas que se sigan; seis años de minutos como máximo.',
    backfill_unknown: 'Aquí no hay ninguna traída de historia terminada.',
    calendar_changed: 'Alguien cambió este horario mientras tanto. Míralo otra vez y decide de nuevo.',
    calendar_invalid: 'Parte de este horario no se puede leer. No se guardó nada.',
    calendar_unknown: 'Ese horario no existe (o ya no). Elige otro.',
    calendar_used: 'Hay símbolos con este horario. Dales otro antes.',
    digits_shrink:
      'Los decimales nunca disminuyen: los precios y las órdenes ya los usan. No se guardó nada.',
    no_quote: 'Aún no hay precio, así que no se puede calcular nada.',
    preview_quantity: 'Escribe unidades mayores que cero.',
    source_not_choosable: 'Esta fuente no se puede elegir.',
    source_not_configured: 'No es posible: está apagada, o este símbolo no está entre los suyos.',
    source_replayed: 'No es posible mientras se reproduce.',
    source_sessions: 'No es posible: las barras guardadas abren a otras horas que las de esta fuente.',
    source_simulated: 'No es posible: sus precios son inventados y siguen marcados como tales.',
    symbol_changed:
      'Alguien cambió este símbolo mientras tanto. Lo que decidió se muestra donde tú no cambiaste nada; guarda otra vez para imponer lo tuyo.',
    symbol_traded: 'Alguien ya lo operó: su moneda y su clase se quedan. No se guardó nada.',
    symbol_unknown: 'Ese símbolo no existe.',
    terms_invalid: 'Algunas condiciones están fuera de sus límites. No se guardó nada.',
    too_many_calendars: 'Hay 100 horarios como máximo.',
    class_unknown: 'Elige una de las clases.',
    file_missing: 'Elige un archivo.',
    file_too_large:
      'El archivo es demasiado grande. Divídelo por fechas: las barras ya guardadas nunca se duplican.',
    import_contradiction: 'No se importó nada: algunas barras aparecen más de una vez y con datos distintos.',
    import_empty: 'No se importó nada: el archivo no tiene barras.',
    import_interval:
      'No se importó nada: no hay dos barras separadas por un intervalo. ¿Es correcto el intervalo?',
    import_ambiguous: 'No se importó nada: el archivo se puede leer de dos maneras. Di abajo cuál vale.',
    import_not_candles:
      'No se importó nada: no se conoce la forma del archivo. Nombra abajo sus columnas, si tiene velas.',
    import_session:
      'No se importó nada: las barras guardadas de este intervalo abren a otra hora. Importa el archivo con otro símbolo.',
    import_several_symbols:
      'No se importó nada: el archivo tiene varios instrumentos. Importa un archivo de uno solo, o nombra abajo las columnas de uno.',
    import_too_many: 'No se importó nada: el archivo tiene demasiadas barras. Divídelo por fechas.',
    import_refused: 'No se importó nada: algunas líneas están mal. Corrige el archivo u omite esas líneas.',
    import_simulated:
      'Este símbolo es de la bolsa simulada. Importa con otro símbolo: los precios reales y los inventados no se mezclan.',
    import_unknown: 'Aquí no hay ninguna importación terminada.',
    interval_unknown: 'Elige uno de los intervalos.',
    layout_unknown: 'Elige qué dice la columna del tiempo.',
    map_malformed:
      'No se puede leer lo que dices del archivo. Si un título tiene coma, nombra la columna por su número.',
    name_too_long: 'Un nombre tiene 100 caracteres como máximo.',
  },
  symbol: { malformed: 'Un símbolo tiene de 1 a 20 letras, cifras, puntos o guiones.' },
  currency: { unknown: 'AMI no conoce esa moneda.' },
};

export const errors = { en, es };
