import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';

const errors = {
  en: { market: { rule_invalid: 'A rule is wrong. Look where it is marked.' } },
  es: { market: { rule_invalid: 'Una regla está mal. Mira dónde está marcada.' } },
};

addTexts('rules', { en, es });
addTexts('errors', errors);
