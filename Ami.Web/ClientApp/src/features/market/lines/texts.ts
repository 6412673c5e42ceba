import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  lines: {
    all: 'Your position and orders on the chart',
    moves: '{{name}}. Arrow keys move it, Enter keeps the new price, Escape the old one.',
    removes: 'Delete deletes it.',
  },
} as const;

export const es: Translation<typeof en> = {
  lines: {
    all: 'Tu posición y tus órdenes en el gráfico',
    moves: '{{name}}. Las flechas la mueven, Intro deja el precio nuevo, Escape el de antes.',
    removes: 'Suprimir la borra.',
  },
};

addTexts('market', { en, es });
