import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  risk: {
    title: 'Risk calculator',
    percent: 'Risk, % of equity',
    needStop: 'Set a stop-loss to get the size that risks this much.',
    result: '{{quantity}} units risk {{loss}} between entry and stop.',
    limited: 'Limited by buying power: {{quantity}} units risk {{loss}}.',
    small: 'At this risk the size is below the minimum of {{quantity}}.',
    use: 'Use this size',
    high: 'Risking more than 2 % on one trade empties an account quickly.',
    note: 'Before fees and slippage; a price that jumps over the stop loses more.',
  },
} as const;

export const es: Translation<typeof en> = {
  risk: {
    title: 'Calculadora de riesgo',
    percent: 'Riesgo, % del patrimonio',
    needStop: 'Pon un stop de pérdida para obtener el tamaño que arriesga esto.',
    result: '{{quantity}} unidades arriesgan {{loss}} entre la entrada y el stop.',
    limited: 'Limitado por el poder de compra: {{quantity}} unidades arriesgan {{loss}}.',
    small: 'Con este riesgo el tamaño queda por debajo del mínimo de {{quantity}}.',
    use: 'Usar este tamaño',
    high: 'Arriesgar más del 2 % en una operación vacía una cuenta rápido.',
    note: 'Antes de comisiones y deslizamiento; un precio que salta el stop pierde más.',
  },
};

addTexts('paperTrading', { en, es });
