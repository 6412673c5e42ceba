import type { Translation } from '@/lib/i18n';

const en = {
  auth: {
    invalid_credentials: 'Email or password is wrong.',
    locked_out: 'Too many attempts. Wait a few minutes and try again.',
    email_taken: 'There is already an account with this email.',
    refresh_invalid: 'Sign in again to continue.',
    refresh_reused: 'You were signed out for your safety. Sign in again.',
    confirmation_required: 'It was not done, because you did not confirm that it is you.',
    confirmation_failed: 'That is not right. Try again.',
  },
};

const es: Translation<typeof en> = {
  auth: {
    invalid_credentials: 'El correo o la contraseña no son correctos.',
    locked_out: 'Demasiados intentos. Espera unos minutos e inténtalo de nuevo.',
    email_taken: 'Ya hay una cuenta con este correo.',
    refresh_invalid: 'Vuelve a entrar para continuar.',
    refresh_reused: 'Se cerró tu sesión por seguridad. Vuelve a entrar.',
    confirmation_required: 'No se hizo, porque no confirmaste que eres tú.',
    confirmation_failed: 'No es correcto. Inténtalo de nuevo.',
  },
};

export const errors = { en, es };
