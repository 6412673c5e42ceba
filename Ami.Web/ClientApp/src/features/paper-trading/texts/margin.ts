import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  margin: {
    used: 'Margin used',
    maintenance: 'at least {{amount}} must be left',
    level: 'Margin level',
    levels: 'told below {{call}}, liquidated below 100%',
    none: 'nothing held',
    liquidation: 'Liquidation price',
    title: 'Little margin is left',
    called:
      'Below a margin level of 100% all positions of this account are closed. Close a position or a part of it, or move a stop closer.',
    after: 'Margin used after it',
    levelAfter: 'Margin level after it',
    liquidationAfter: 'Liquidation price after it',
    noLiquidation: 'none',
    lowAfter: 'After this order little margin would be left: you would be told at once that it runs out.',
    breachAfter:
      'After this order the margin would not suffice: the entry is refused, or all positions are closed.',
  },
} as const;

const es: Translation<typeof en> = {
  margin: {
    used: 'Margen usado',
    maintenance: 'debe quedar al menos {{amount}}',
    level: 'Nivel de margen',
    levels: 'aviso por debajo de {{call}}, liquidación por debajo de 100 %',
    none: 'nada abierto',
    liquidation: 'Precio de liquidación',
    title: 'Queda poco margen',
    called:
      'Por debajo de un nivel de margen de 100 % se cierran todas las posiciones de esta cuenta. Cierra una posición o una parte, o acerca un stop.',
    after: 'Margen usado después',
    levelAfter: 'Nivel de margen después',
    liquidationAfter: 'Precio de liquidación después',
    noLiquidation: 'ninguno',
    lowAfter: 'Después de esta orden quedaría poco margen: te avisaríamos enseguida de que se agota.',
    breachAfter:
      'Después de esta orden el margen no alcanzaría: la entrada se rechaza, o se cierran todas las posiciones.',
  },
};

addTexts('paperTrading', { en, es });
