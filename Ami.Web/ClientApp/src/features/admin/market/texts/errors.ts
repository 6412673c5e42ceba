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
    import_refused: 'Nothing was imported: some lines are wrong. Repair the file, or leave these lines out.',
    import_simulated:
      'This symbol belongs to the simulated exchange. Import under another symbol: real and invented prices do not mix.',
    import_unknown: 'There is no import that is done here.',
    interval_unknown: 'Choose one of the intervals.',
    layout_unknown: 'Choose what the time column names.',
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
    import_refused: 'No se importó nada: algunas líneas están mal. Corrige el archivo u omite esas líneas.',
    import_simulated:
      'Este símbolo es de la bolsa simulada. Importa con otro símbolo: los precios reales y los inventados no se mezclan.',
    import_unknown: 'Aquí no hay ninguna importación terminada.',
    interval_unknown: 'Elige uno de los intervalos.',
    layout_unknown: 'Elige qué dice la columna del tiempo.',
    name_too_long: 'Un nombre tiene 100 caracteres como máximo.',
  },
  symbol: { malformed: 'Un símbolo tiene de 1 a 20 letras, cifras, puntos o guiones.' },
  currency: { unknown: 'AMI no conoce esa moneda.' },
};

export const errors = { en, es };
