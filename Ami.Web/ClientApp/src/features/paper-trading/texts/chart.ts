import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  onChart: {
    all: 'Your position and orders on the chart',
    takeProfit: 'Take-profit: {{side}} {{quantity}}',
    stopLoss: 'Stop-loss: {{side}} {{quantity}}',
    order: 'Order: {{side}} {{quantity}}',
    liquidation: 'Liquidation',
    close: 'Close the position in {{symbol}}, or a part of it',
    stop: 'Stop of an order: {{side}} {{quantity}}',
    limit: 'Limit of an order: {{side}} {{quantity}}',
    stopTag: 'Stop {{side}} {{quantity}}',
    limitTag: 'Limit {{side}} {{quantity}}',
    moved: '{{symbol}}: {{line}} moved from {{before}} to {{after}}',
  },
} as const;

export const es: Translation<typeof en> = {
  onChart: {
    all: 'Tu posición y tus órdenes en el gráfico',
    takeProfit: 'Toma de ganancias: {{side}} {{quantity}}',
    stopLoss: 'Stop de pérdida: {{side}} {{quantity}}',
    order: 'Orden: {{side}} {{quantity}}',
    liquidation: 'Liquidación',
    close: 'Cerrar la posición en {{symbol}}, o una parte',
    stop: 'Stop de una orden: {{side}} {{quantity}}',
    limit: 'Límite de una orden: {{side}} {{quantity}}',
    stopTag: 'Stop {{side}} {{quantity}}',
    limitTag: 'Límite {{side}} {{quantity}}',
    moved: '{{symbol}}: {{line}} pasó de {{before}} a {{after}}',
  },
};

addTexts('paperTrading', { en, es });
