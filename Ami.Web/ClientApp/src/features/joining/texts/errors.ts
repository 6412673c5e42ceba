import type { Translation } from '@/lib/i18n';

const en = {
  waitlist: {
    email_invalid: 'Enter an email address such as ana@example.com.',
    closed: 'There is no waitlist at present.',
    link_invalid: 'This link does not work (any more). Join the waitlist again.',
  },
  invitations: {
    none_left: 'You have no invitations left. Take one back that nobody has used, or wait until one expires.',
    confirm_first:
      'Confirm your own address first; then we mail invitations for you. A link you can make now.',
    not_yours: 'This invitation is not there (any more), or not yours.',
    not_open: 'This invitation was used or taken back already.',
  },
  joining: { too_many: 'That was a lot at once. Nothing was done; try again a little later.' },
};

const es: Translation<typeof en> = {
  waitlist: {
    email_invalid: 'Escribe un correo como ana@example.com.',
    closed: 'Ahora no hay lista de espera.',
    link_invalid: 'Este enlace no funciona (o ya no). Únete otra vez a la lista.',
  },
  invitations: {
    none_left: 'No te quedan invitaciones. Retira una que nadie usó o espera a que caduque alguna.',
    confirm_first:
      'Confirma antes tu propio correo; después enviamos invitaciones por ti. Un enlace sí puedes crear ya.',
    not_yours: 'Esta invitación no existe (o ya no), o no es tuya.',
    not_open: 'Esta invitación ya se usó o se retiró.',
  },
  joining: { too_many: 'Fue mucho de una vez. No se hizo nada; inténtalo un poco más tarde.' },
};

export const errors = { en, es };
