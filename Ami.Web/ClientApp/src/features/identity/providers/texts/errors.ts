import type { Translation } from '@/lib/i18n';

const en = {
  auth: {
    oauth_unknown_provider: 'This way to sign in is not available.',
    oauth_state: 'That took too long, or was started in another browser. Start again.',
    oauth_denied: 'You cancelled it. Nothing has changed.',
    oauth_provider_failed: 'The other site did not answer as it should. Try again, or sign in another way.',
    oauth_email_unverified:
      'The other site does not confirm that your email is yours. Create an account here with your email, then link the other one under Account, Security.',
    oauth_sign_in_to_link:
      'There is already an account with this email. Sign in to it with your password, then link the other one under Account, Security.',
    oauth_linked_elsewhere: 'That account is already linked to another AMI account.',
    oauth_already_linked: 'Another account of the same site is linked already. Unlink it first.',
    oauth_other_person: 'That is not the account that is linked here. Try with the right one.',
    oauth_not_linked: 'That account is not linked.',
    last_sign_in_method: 'This is your only way to sign in. Set a password or link another account first.',
  },
};

const es: Translation<typeof en> = {
  auth: {
    oauth_unknown_provider: 'Esta forma de entrar no está disponible.',
    oauth_state: 'Pasó demasiado tiempo, o empezaste en otro navegador. Empieza de nuevo.',
    oauth_denied: 'Lo cancelaste. Nada ha cambiado.',
    oauth_provider_failed: 'El otro sitio no respondió como debía. Inténtalo de nuevo o entra de otra forma.',
    oauth_email_unverified:
      'El otro sitio no confirma que el correo sea tuyo. Crea aquí una cuenta con tu correo y después vincula la otra en Cuenta, Seguridad.',
    oauth_sign_in_to_link:
      'Ya hay una cuenta con este correo. Entra en ella con tu contraseña y después vincula la otra en Cuenta, Seguridad.',
    oauth_linked_elsewhere: 'Esa cuenta ya está vinculada a otra cuenta de AMI.',
    oauth_already_linked: 'Ya hay otra cuenta del mismo sitio vinculada. Desvincúlala primero.',
    oauth_other_person: 'Esa no es la cuenta que está vinculada aquí. Prueba con la correcta.',
    oauth_not_linked: 'Esa cuenta no está vinculada.',
    last_sign_in_method: 'Es tu única forma de entrar. Antes pon una contraseña o vincula otra cuenta.',
  },
};

export const errors = { en, es };
