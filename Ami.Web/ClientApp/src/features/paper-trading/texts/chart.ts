import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  onChart: {
    takeProfit: 'Take-profit: {{side}} {{quantity}}',
    stopLoss: 'Stop-loss: {{side}} {{quantity}}',
    order: 'Order: {{side}} {{quantity}}',
    moved: '{{symbol}}: {{line}} moved from {{before}} to {{after}}',
  },
} as const;

export const es: Translation<typeof en> = {
  onChart: {
    takeProfit: 'Toma de ganancias: {{side}} {{quantity}}',
    stopLoss: 'Stop de pérdida: {{side}} {{quantity}}',
    order: 'Orden: {{side}} {{quantity}}',
    moved: '{{symbol}}: {{line}} pasó de {{before}} a {{after}}',
  },
};

addTexts('paperTrading', { en, es });
