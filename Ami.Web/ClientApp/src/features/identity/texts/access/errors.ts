import type { Translation } from '@/lib/i18n';

const en = {
  auth: {
    link_invalid: 'This link has expired or was used before.',
    email_confirmed: 'This address is confirmed already.',
    email_unchanged: 'This is the address you have already.',
    password_common:
      'This is among the first passwords anybody tries. Use a few words that do not belong together.',
    password_wrong: 'This is not your current password.',
    password_missing: 'Your account has no password yet. Set one first.',
    password_exists: 'Your account has a password. Change it instead.',
    sign_up_password_wrong: 'This is not the password you chose when signing up.',
    too_many_attempts: 'Too many requests. Wait a few minutes and try again.',
  },
};

const es: Translation<typeof en> = {
  auth: {
    link_invalid: 'Este enlace ha caducado o ya se usó.',
    email_confirmed: 'Este correo ya está confirmado.',
    email_unchanged: 'Este es el correo que ya tienes.',
    password_common:
      'Es una de las primeras contraseñas que prueba cualquiera. Usa unas cuantas palabras sin relación entre sí.',
    password_wrong: 'Esta no es tu contraseña actual.',
    password_missing: 'Tu cuenta aún no tiene contraseña. Primero pon una.',
    password_exists: 'Tu cuenta ya tiene contraseña. Puedes cambiarla.',
    sign_up_password_wrong: 'Esta no es la contraseña que elegiste al registrarte.',
    too_many_attempts: 'Demasiadas peticiones. Espera unos minutos e inténtalo de nuevo.',
  },
};

export const errors = { en, es };
