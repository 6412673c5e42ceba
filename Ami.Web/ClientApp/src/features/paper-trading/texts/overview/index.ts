import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';

/** What the start page and a message about a fill say: all other words of paper trading come with its pages. */
addTexts('paperTrading', { en, es });
