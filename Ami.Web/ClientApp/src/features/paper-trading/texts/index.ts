import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';
import './overview';

addTexts('paperTrading', { en, es });
