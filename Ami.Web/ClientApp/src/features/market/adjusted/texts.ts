import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  note: { all: 'Adjusted for splits and dividends', none: 'Not adjusted' },
  marks: 'Splits and dividends',
  split: 'Split {{shares}} : {{old}}',
  dividend: 'Dividend of {{amount}} a share',
  said: '{{what}}, {{day}}',
  splitTag: 'S',
  dividendTag: 'D',
};

const es: Translation<typeof en> = {
  note: { all: 'Ajustado por splits y dividendos', none: 'Sin ajustar' },
  marks: 'Splits y dividendos',
  split: 'Split {{shares}} : {{old}}',
  dividend: 'Dividendo de {{amount}} por acción',
  said: '{{what}}, {{day}}',
  splitTag: 'S',
  dividendTag: 'D',
};

addTexts('adjusted', { en, es });
addTexts('errors', {
  en: {
    market: { adjust_unknown: 'Charts are adjusted for splits, for splits and dividends, or not at all.' },
  },
  es: {
    market: {
      adjust_unknown: 'Los gráficos se ajustan por splits, por splits y dividendos, o no se ajustan.',
    },
  },
});
