import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';

const errors = {
  en: {
    market: {
      no_quote: 'There is no current price for this symbol.',
      symbol_unknown: 'There is no such symbol.',
    },
  },
  es: {
    market: {
      no_quote: 'No hay un precio actual de este símbolo.',
      symbol_unknown: 'Ese símbolo no existe.',
    },
  },
};

addTexts('market', { en, es });
addTexts('errors', errors);
