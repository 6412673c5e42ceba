import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  paused: { tag: 'Trading paused', works: 'What is held can be closed' },
} as const;

export const es: Translation<typeof en> = {
  paused: { tag: 'Operativa en pausa', works: 'Lo que se tiene se puede cerrar' },
};

addTexts('market', { en, es });
