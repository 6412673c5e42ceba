import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';

addTexts('finding', { en, es });
