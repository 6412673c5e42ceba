import type { Translation } from '@/lib/i18n';

const en = {
  affiliate: {
    terms_not_accepted: 'Accept the terms to take part.',
    about_invalid: 'Say in 1 to 1000 characters how you will bring people.',
    already_applied: 'You have applied already.',
    confirm_first: 'Confirm your own address first; then you can apply.',
    none: 'You are no affiliate. Apply first.',
  },
};

const es: Translation<typeof en> = {
  affiliate: {
    terms_not_accepted: 'Acepta las condiciones para participar.',
    about_invalid: 'Cuenta en 1 a 1000 caracteres cómo traerás gente.',
    already_applied: 'Ya enviaste tu solicitud.',
    confirm_first: 'Confirma primero tu correo; después puedes enviar la solicitud.',
    none: 'No eres afiliado. Envía primero una solicitud.',
  },
};

export const errors = { en, es };
