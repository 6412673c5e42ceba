import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { errors } from './errors';
import { es } from './es';
import { evidence } from './evidence';

addTexts('adminMarket', { en, es });
addTexts('errors', errors);
addTexts('importEvidence', evidence);
