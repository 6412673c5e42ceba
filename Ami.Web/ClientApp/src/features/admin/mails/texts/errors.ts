import type { Translation } from '@/lib/i18n';

const en = {
  notifications: {
    mail_not_found: 'There is no such mail. Mails are listed for 90 days.',
    mail_not_kept: 'What stood in this mail is not kept.',
    mail_not_failed: 'Only a mail that failed can be sent again.',
  },
};

const es: Translation<typeof en> = {
  notifications: {
    mail_not_found: 'No existe ese correo. Los correos se listan durante 90 días.',
    mail_not_kept: 'El contenido de este correo no se guarda.',
    mail_not_failed: 'Solo se puede enviar de nuevo un correo que falló.',
  },
};

export const errors = { en, es };
