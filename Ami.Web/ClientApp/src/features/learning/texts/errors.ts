import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    title_invalid: 'The title has to be one line of 1 to 120 characters.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    title_invalid: 'El título debe tener de 1 a 120 caracteres, en una sola línea.',
  },
};

export const errors = { en, es };
