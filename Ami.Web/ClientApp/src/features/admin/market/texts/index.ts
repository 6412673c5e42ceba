import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { errors } from './errors';
import { es } from './es';
import { evidence } from './evidence';
import { en as symbolsEn } from './symbols.en';
import { es as symbolsEs } from './symbols.es';

addTexts('adminMarket', { en, es });
addTexts('adminSymbols', { en: symbolsEn, es: symbolsEs });
addTexts('errors', errors);
addTexts('importEvidence', evidence);
