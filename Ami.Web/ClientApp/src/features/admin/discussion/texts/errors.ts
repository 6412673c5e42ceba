import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    post_unknown: 'It is not there (any more). Load the page again.',
    post_removed: 'It is removed already.',
    post_not_removed: 'The team did not remove it, or it is shown again already.',
    hiding_note_invalid: 'Write at most 500 characters, all of them visible.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    post_unknown: 'No está (ya). Carga la página de nuevo.',
    post_removed: 'Ya está retirado.',
    post_not_removed: 'No lo retiró el equipo, o ya está visible otra vez.',
    hiding_note_invalid: 'Escribe 500 caracteres como mucho, todos visibles.',
  },
};

export const errors = { en, es };
