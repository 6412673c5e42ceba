import { addTexts } from '@/lib/i18n';
import '@/components/texts';
import { en } from './en';
import { es } from './es';

addTexts('app', { en, es });
