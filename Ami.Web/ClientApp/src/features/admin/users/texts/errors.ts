import type { Translation } from '@/lib/i18n';

const en = {
  admin: {
    user_unknown: 'There is no such account.',
    own_account: 'This cannot be done to your own account. Ask another administrator.',
    staff_account: 'Only administrators act on accounts of staff.',
    no_longer_allowed: 'Your own roles have changed. Sign in again.',
    already_locked: 'The account is locked already.',
    not_locked: 'The account is not locked.',
    second_factor_off: 'The account has no second factor.',
    mailed_recently: 'Such a mail was sent a moment ago, or too often today.',
    no_impersonation_of_staff: 'Accounts of staff cannot be seen this way.',
    roles_unknown: 'Choose at least one role.',
    reason_missing: 'Say why, in 3 to 500 characters.',
  },
};

const es: Translation<typeof en> = {
  admin: {
    user_unknown: 'Esa cuenta no existe.',
    own_account: 'Esto no se puede hacer con la propia cuenta. Pídeselo a otro administrador.',
    staff_account: 'Solo los administradores actúan sobre cuentas del equipo.',
    no_longer_allowed: 'Tus propios roles han cambiado. Vuelve a entrar.',
    already_locked: 'La cuenta ya está bloqueada.',
    not_locked: 'La cuenta no está bloqueada.',
    second_factor_off: 'La cuenta no tiene verificación en dos pasos.',
    mailed_recently: 'Ese correo se envió hace un momento, o demasiadas veces hoy.',
    no_impersonation_of_staff: 'Las cuentas del equipo no se pueden ver así.',
    roles_unknown: 'Elige al menos un rol.',
    reason_missing: 'Di por qué, en 3 a 500 caracteres.',
  },
};

export const errors = { en, es };
