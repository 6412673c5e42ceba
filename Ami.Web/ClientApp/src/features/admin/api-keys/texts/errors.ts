import type { Translation } from '@/lib/i18n';

const en = {
  api_key: {
    invalid_fields: 'Some fields need another value.',
    not_found: 'There is no such key.',
    not_active: 'The key has expired or was revoked. Create a new one.',
  },
};

const es: Translation<typeof en> = {
  api_key: {
    invalid_fields: 'Algunos campos necesitan otro valor.',
    not_found: 'No existe esa clave.',
    not_active: 'La clave caducó o fue revocada. Crea una nueva.',
  },
};

export const errors = { en, es };
