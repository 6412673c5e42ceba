import type { Translation } from '@/lib/i18n';

const en = {
  announcements: {
    unknown: 'This announcement is not there (any more).',
    changed_meanwhile: 'Somebody else has changed it meanwhile. Open it again and decide anew.',
    invalid_fields: 'Some fields need another value.',
  },
};

const es: Translation<typeof en> = {
  announcements: {
    unknown: 'Este anuncio no existe (o ya no).',
    changed_meanwhile: 'Alguien lo cambió mientras tanto. Ábrelo otra vez y decide de nuevo.',
    invalid_fields: 'Algunos campos necesitan otro valor.',
  },
};

export const errors = { en, es };
