import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    rating_unknown: 'There is no such rating (any more).',
    rating_already_hidden: 'This rating is hidden already.',
    rating_not_hidden: 'This rating is shown already.',
    hiding_note_invalid: 'Write at most 500 characters, all of them visible.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    rating_unknown: 'Esa valoración no existe (ya).',
    rating_already_hidden: 'Esta valoración ya está oculta.',
    rating_not_hidden: 'Esta valoración ya está visible.',
    hiding_note_invalid: 'Escribe 500 caracteres como mucho, todos visibles.',
  },
};

export const errors = { en, es };
