import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  moves: '{{name}}. Arrow keys move it, Enter keeps the new price, Escape the old one.',
  removes: 'Delete deletes it.',
} as const;

export const es: Translation<typeof en> = {
  moves: '{{name}}. Las flechas la mueven, Intro deja el precio nuevo, Escape el de antes.',
  removes: 'Suprimir la borra.',
};

addTexts('chartLines', { en, es });
