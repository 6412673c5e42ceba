import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    certificate_unknown: 'There is no such certificate.',
    certificate_already_revoked: 'This certificate is revoked already.',
    revocation_note_invalid: 'Write at most 500 characters, all of them visible.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    certificate_unknown: 'Ese certificado no existe.',
    certificate_already_revoked: 'Este certificado ya está revocado.',
    revocation_note_invalid: 'Escribe 500 caracteres como mucho, todos visibles.',
  },
};

export const errors = { en, es };
