import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    course_unknown: 'There is no such course (any more). Look at the catalogue.',
    lesson_unknown: 'There is no such lesson (any more). Look at its course.',
    not_bought: 'This course is not yours. Buy it, or move to a plan that includes it.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    course_unknown: 'Ese curso no existe (ya). Mira el catálogo.',
    lesson_unknown: 'Esa lección no existe (ya). Mira su curso.',
    not_bought: 'Este curso no es tuyo. Cómpralo o pasa a un plan que lo incluya.',
  },
};

export const errors = { en, es };
