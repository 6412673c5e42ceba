import type { Translation } from '@/lib/i18n';

const en = {
  registration: {
    settings_invalid: 'Members may invite 0 to 100 people, and an invitation lasts 1 to 365 days.',
    changed_meanwhile: 'Somebody else has changed it meanwhile. Look again and decide anew.',
  },
  waitlist: {
    email_invalid: 'Enter an email address such as ana@example.com.',
    unknown: 'Nobody like that waits (any more).',
    batch_invalid: 'Invite 1 to 500 people at once.',
  },
  invitations: {
    unknown: 'This invitation is not there (any more).',
    not_open: 'This invitation was used or taken back already.',
    count_invalid: 'Make 1 to 100 invitations at once, or one for an address.',
  },
};

const es: Translation<typeof en> = {
  registration: {
    settings_invalid: 'Cada persona puede invitar de 0 a 100, y una invitación dura de 1 a 365 días.',
    changed_meanwhile: 'Alguien lo cambió mientras tanto. Míralo otra vez y decide de nuevo.',
  },
  waitlist: {
    email_invalid: 'Escribe un correo como ana@example.com.',
    unknown: 'Nadie así espera (o ya no).',
    batch_invalid: 'Invita de 1 a 500 personas a la vez.',
  },
  invitations: {
    unknown: 'Esta invitación no existe (o ya no).',
    not_open: 'Esta invitación ya se usó o se retiró.',
    count_invalid: 'Crea de 1 a 100 invitaciones a la vez, o una para un correo.',
  },
};

export const errors = { en, es };
