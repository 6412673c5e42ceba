import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  email: 'Correo electrónico',
  password: 'Contraseña',
  displayName: 'Nombre',
  displayNameHint: 'Así te llamará AMI.',
  passwordHint: 'Al menos {{count}} caracteres.',
  showPassword: 'Mostrar la contraseña',
  signIn: {
    title: 'Entrar',
    lead: 'Hola de nuevo.',
    submit: 'Entrar',
    noAccount: '¿Nuevo en AMI?',
    toSignUp: 'Crea una cuenta',
    expired: 'Entra para seguir donde estabas.',
  },
  signUp: {
    title: 'Crea tu cuenta',
    lead: 'Gratis, con una cuenta de práctica de dinero simulado.',
    submit: 'Crear cuenta',
    haveAccount: '¿Ya tienes una cuenta?',
    toSignIn: 'Entra',
  },
  problems: {
    email: 'Escribe un correo, como nombre@ejemplo.com.',
    passwordRequired: 'Escribe tu contraseña.',
    passwordShort: 'Usa al menos {{count}} caracteres.',
    password: 'Usa de {{count}} a 256 caracteres, al menos cuatro distintos, y que no sea tu correo.',
    displayName: 'Escribe tu nombre.',
    displayNameLong: 'Usa como máximo {{count}} caracteres.',
    timeZone: 'Elige una zona horaria de la lista.',
    form: 'No se envió',
  },
  account: {
    profile: 'Perfil',
    language: 'Idioma',
    timeZone: 'Zona horaria',
    timeZoneHint: 'Los gráficos y las horas se muestran en ella.',
    email: 'Correo electrónico',
    plan: 'Plan',
    plans: { free: 'Gratis', basic: 'Básico', pro: 'Pro', premium: 'Premium' },
    memberSince: 'Miembro desde',
    save: 'Guardar cambios',
    saved: 'Tu perfil está guardado.',
    nothingFound: 'Ninguna zona horaria coincide.',
  },
};
