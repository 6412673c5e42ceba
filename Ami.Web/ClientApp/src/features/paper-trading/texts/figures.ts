import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  equity: {
    empty: 'Nothing to draw yet',
    emptyHint: 'The curve starts with your first fill.',
    chart: 'Equity from {{from}} to {{to}}: {{first}} at the start, {{last}} now, {{change}}.',
    showTable: 'Show as table',
    showChart: 'Show as chart',
    table: 'Equity over time, newest first',
  },
  stats: {
    trades: 'Closed trades',
    winRate: 'Win rate',
    profitFactor: 'Profit factor',
    expectancy: 'Expectancy per trade',
    averageWin: 'Average win',
    averageLoss: 'Average loss',
    maxDrawdown: 'Largest drawdown',
    fees: 'Fees paid',
    carry: 'Borrowing and funding paid',
    best: 'Best trade',
    worst: 'Worst trade',
    wins: '{{wins}} won, {{losses}} lost',
    afterFees: 'Results of trades are after fees and what holding them cost.',
    few: 'Fewer than 30 trades say little about a method.',
  },
};

const es: Translation<typeof en> = {
  equity: {
    empty: 'Todavía no hay nada que dibujar',
    emptyHint: 'La curva empieza con tu primera ejecución.',
    chart: 'Patrimonio de {{from}} a {{to}}: {{first}} al inicio, {{last}} ahora, {{change}}.',
    showTable: 'Ver como tabla',
    showChart: 'Ver como gráfico',
    table: 'Patrimonio en el tiempo, primero lo más nuevo',
  },
  stats: {
    trades: 'Operaciones cerradas',
    winRate: 'Aciertos',
    profitFactor: 'Factor de ganancia',
    expectancy: 'Esperanza por operación',
    averageWin: 'Ganancia media',
    averageLoss: 'Pérdida media',
    maxDrawdown: 'Mayor caída',
    fees: 'Comisiones pagadas',
    carry: 'Préstamo y financiación pagados',
    best: 'Mejor operación',
    worst: 'Peor operación',
    wins: '{{wins}} ganadas, {{losses}} perdidas',
    afterFees: 'Los resultados de las operaciones son después de comisiones y de lo que costó mantenerlas.',
    few: 'Menos de 30 operaciones dicen poco de un método.',
  },
};

addTexts('paperTrading', { en, es });
