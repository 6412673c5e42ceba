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
    second_factor_required: 'Enter a code from your authenticator app.',
    second_step_expired: 'That took too long or too many attempts. Start over.',
    second_factor_on: 'Two-step sign-in is already on.',
    second_factor_off: 'Two-step sign-in is not on.',
    second_factor_not_set_up: 'Set up your authenticator app first.',
    code_wrong: 'This code is not right. Enter the one that your app shows now; each works once.',
    code_blocked: 'Too many wrong codes. Wait a few minutes and try again.',
    session_missing: 'This session has already ended.',
    device_missing: 'This browser is no longer remembered.',
    account_locked: 'This account is locked. Write to us if you think that this is a mistake.',
    impersonating: 'This is not done in somebody else’s name.',
  },
  registration: {
    waitlist: 'Accounts are made by invitation at present. Join the waitlist, and you get one.',
    invitation_required: 'Accounts are made by invitation at present. Enter the code of yours.',
    invitation_invalid: 'This invitation does not exist, or was taken back. Check the code.',
    invitation_used: 'This invitation was used already. Each lets one person in.',
    invitation_expired: 'This invitation has expired. Ask whoever invited you for another one.',
    invitation_other_address: 'This invitation is for another email. Use the one that it was sent to.',
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
    second_factor_required: 'Escribe un código de tu aplicación de autenticación.',
    second_step_expired: 'Pasó demasiado tiempo o hubo demasiados intentos. Empieza de nuevo.',
    second_factor_on: 'La verificación en dos pasos ya está activada.',
    second_factor_off: 'La verificación en dos pasos no está activada.',
    second_factor_not_set_up: 'Configura primero tu aplicación de autenticación.',
    code_wrong:
      'Este código no es correcto. Escribe el que muestra ahora tu aplicación; cada uno sirve una vez.',
    code_blocked: 'Demasiados códigos equivocados. Espera unos minutos e inténtalo de nuevo.',
    session_missing: 'Esa sesión ya se cerró.',
    device_missing: 'Ese navegador ya no se recuerda.',
    account_locked: 'Esta cuenta está bloqueada. Escríbenos si crees que es un error.',
    impersonating: 'Esto no se hace en nombre de otra persona.',
  },
  registration: {
    waitlist: 'Ahora se entra con invitación. Únete a la lista de espera y recibirás una.',
    invitation_required: 'Ahora se entra con invitación. Escribe el código de la tuya.',
    invitation_invalid: 'Esta invitación no existe o se retiró. Revisa el código.',
    invitation_used: 'Esta invitación ya se usó. Cada una da entrada a una persona.',
    invitation_expired: 'Esta invitación caducó. Pide otra a quien te invitó.',
    invitation_other_address: 'Esta invitación es para otro correo. Usa aquel al que se envió.',
  },
};

export const errors = { en, es };
