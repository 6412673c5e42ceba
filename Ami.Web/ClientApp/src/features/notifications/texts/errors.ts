import type { Translation } from '@/lib/i18n';

const en = {
  notifications: {
    not_found: 'This notification no longer exists.',
    unknown_kind: 'There is no such kind of notification.',
    mandatory: 'Messages about the security of your account are always sent.',
    link_invalid: 'The link is not complete, or its account no longer exists.',
  },
};

const es: Translation<typeof en> = {
  notifications: {
    not_found: 'Este aviso ya no existe.',
    unknown_kind: 'No existe ese tipo de aviso.',
    mandatory: 'Los mensajes sobre la seguridad de tu cuenta siempre se envían.',
    link_invalid: 'El enlace está incompleto o su cuenta ya no existe.',
  },
};

export const errors = { en, es };
