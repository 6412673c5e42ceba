import type { Translation } from '@/lib/i18n';

const en = {
  market: {
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
