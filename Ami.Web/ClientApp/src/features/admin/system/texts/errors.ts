import type { Translation } from '@/lib/i18n';

const en = {
  outbox: {
    not_dead: 'There is no such failed delivery any more; it may have been retried already.',
  },
};

const es: Translation<typeof en> = {
  outbox: {
    not_dead: 'Esa entrega fallida ya no existe; quizá ya se reintentó.',
  },
};

export const errors = { en, es };
