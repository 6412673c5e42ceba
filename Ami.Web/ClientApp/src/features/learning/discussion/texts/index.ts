import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { errors } from './errors';
import { es } from './es';

addTexts('discussion', { en, es });
addTexts('errors', errors);
