import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  lead: 'Rules that you set for yourself while you are calm. An order against one is refused; closing and reducing never are. Leave a field empty for no rule.',
  when: 'What you tighten holds at once. What you loosen holds from the next day (midnight UTC), so that no rule is loosened in the heat.',
  waiting: 'What you loosened holds from {{time}}. Until then: {{rules}}.',
  unknown: 'An update is under way. Rules can be seen and set again in a few minutes.',
  save: 'Save rules',
  saved: 'The rules hold from now on.',
  savedLater: 'The rules are saved. What you loosened holds from {{time}}.',
  tooMuch: 'At most {{most}}.',
  together: 'A pause needs both: after how many losses, and how long.',
  field: {
    riskPerTradePct: 'Risk per trade, % of equity',
    riskPerDayPct: 'Loss per day, %',
    coolDownLosses: 'Pause after losses in a row',
    coolDownMinutes: 'Length of the pause, minutes',
    mostPositions: 'Most open positions',
    needsStop: 'No trade without a stop-loss',
  },
  hint: {
    riskPerTradePct:
      'From entry to stop × quantity, before fees, of the position and of all orders that add to it. Without a stop all it is worth counts.',
    riskPerDayPct:
      'Realised and open loss of the day (UTC), of what the day began with. A reset does not end the day.',
    coolDownLosses: 'After this many lost trades one after the other, nothing new is opened for a while.',
    coolDownMinutes: 'From the close of the last of these losses.',
    mostPositions: 'Symbols with an order that may open a position count too.',
    needsStop: 'Nor is the stop of an open position cancelled. Turning a position around has no stop either.',
  },
  words: {
    none: 'no rules',
    riskPerTrade: '{{limit}} per trade',
    riskPerDay: '{{limit}} per day',
    coolDown: 'losses in a row until a pause of {{minutes}} min: {{losses}}',
    mostPositions: 'most positions: {{limit}}',
    needsStop: 'always a stop',
  },
  rule: {
    stop: 'No trade without a stop',
    riskPerTrade: 'Risk per trade',
    riskPerDay: 'Loss per day',
    coolDown: 'Pause after losses',
    mostPositions: 'Most positions',
  },
  note: {
    refused: 'It will be refused.',
    stop: 'Your rule asks for a stop-loss.',
    riskPerTrade: 'With this order the position risks {{figure}} of the equity; your rule allows {{limit}}.',
    riskPerDay: 'Today’s loss is {{figure}}; your rule ends the day at {{limit}}.',
    coolDown: 'Losses in a row: {{figure}}. Your rule pauses until {{until}}.',
    mostPositions: 'It would be position {{figure}}; your rule allows {{limit}}.',
  },
  history: {
    title: 'How the rules were changed',
    empty: 'No rules were set yet.',
    at: 'Time',
    rules: 'Rules',
    loosened: 'Loosened from',
  },
  breaches: {
    title: 'What the rules refused',
    empty: 'Nothing so far.',
    symbol: 'Symbol',
    rule: 'Rule',
    limit: 'Limit',
    figure: 'Figure',
  },
};

const es: Translation<typeof en> = {
  lead: 'Reglas que te pones cuando estás en calma. Una orden contra una de ellas se rechaza; cerrar y reducir, nunca. Deja un campo vacío para no tener esa regla.',
  when: 'Lo que endureces vale al instante. Lo que aflojas vale desde el día siguiente (medianoche UTC), para que ninguna regla se afloje en caliente.',
  waiting: 'Lo que aflojaste vale desde {{time}}. Hasta entonces: {{rules}}.',
  unknown: 'Hay una actualización en curso. En unos minutos podrás ver y poner reglas otra vez.',
  save: 'Guardar reglas',
  saved: 'Las reglas valen desde ahora.',
  savedLater: 'Las reglas están guardadas. Lo que aflojaste vale desde {{time}}.',
  tooMuch: 'Como máximo {{most}}.',
  together: 'Una pausa necesita ambas cosas: tras cuántas pérdidas y cuánto dura.',
  field: {
    riskPerTradePct: 'Riesgo por operación, % del valor',
    riskPerDayPct: 'Pérdida por día, %',
    coolDownLosses: 'Pausa tras pérdidas seguidas',
    coolDownMinutes: 'Duración de la pausa, minutos',
    mostPositions: 'Máximo de posiciones abiertas',
    needsStop: 'Ninguna operación sin stop-loss',
  },
  hint: {
    riskPerTradePct:
      'De la entrada al stop × cantidad, antes de comisiones, de la posición y de todas las órdenes que la aumentan. Sin stop cuenta todo lo que vale.',
    riskPerDayPct:
      'Pérdida realizada y abierta del día (UTC), sobre lo que había al empezarlo. Un reinicio no termina el día.',
    coolDownLosses:
      'Tras tantas operaciones perdidas una detrás de otra no se abre nada nuevo por un tiempo.',
    coolDownMinutes: 'Desde el cierre de la última de esas pérdidas.',
    mostPositions: 'También cuentan los símbolos con una orden que puede abrir una posición.',
    needsStop:
      'Tampoco se cancela el stop de una posición abierta. Dar vuelta una posición tampoco tiene stop.',
  },
  words: {
    none: 'sin reglas',
    riskPerTrade: '{{limit}} por operación',
    riskPerDay: '{{limit}} por día',
    coolDown: 'pérdidas seguidas hasta una pausa de {{minutes}} min: {{losses}}',
    mostPositions: 'máximo de posiciones: {{limit}}',
    needsStop: 'siempre con stop',
  },
  rule: {
    stop: 'Ninguna operación sin stop',
    riskPerTrade: 'Riesgo por operación',
    riskPerDay: 'Pérdida por día',
    coolDown: 'Pausa tras pérdidas',
    mostPositions: 'Máximo de posiciones',
  },
  note: {
    refused: 'Será rechazada.',
    stop: 'Tu regla pide un stop-loss.',
    riskPerTrade: 'Con esta orden la posición arriesga {{figure}} del valor; tu regla permite {{limit}}.',
    riskPerDay: 'La pérdida de hoy es {{figure}}; tu regla termina el día en {{limit}}.',
    coolDown: 'Pérdidas seguidas: {{figure}}. Tu regla hace una pausa hasta {{until}}.',
    mostPositions: 'Sería la posición {{figure}}; tu regla permite {{limit}}.',
  },
  history: {
    title: 'Cómo cambiaron las reglas',
    empty: 'Todavía no hay reglas.',
    at: 'Hora',
    rules: 'Reglas',
    loosened: 'Aflojadas desde',
  },
  breaches: {
    title: 'Lo que las reglas rechazaron',
    empty: 'Nada hasta ahora.',
    symbol: 'Símbolo',
    rule: 'Regla',
    limit: 'Límite',
    figure: 'Cifra',
  },
};

addTexts('paperRules', { en, es });
