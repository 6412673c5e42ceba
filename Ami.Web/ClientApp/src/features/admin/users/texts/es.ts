import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Usuarios',
  lead: 'Todas las personas con cuenta.',
  search: 'Nombre o correo',
  empty: 'Todavía no se registró nadie',
  never: 'nunca',
  yes: 'Sí',
  no: 'No',
  column: {
    displayName: 'Nombre',
    email: 'Correo',
    role: 'Rol',
    roles: 'Roles',
    plan: 'Plan',
    state: 'Estado',
    twoFactor: 'Dos pasos',
    language: 'Idioma',
    lastSeenAt: 'Última actividad',
    createdAt: 'Alta',
  },
  role: { student: 'Estudiante', instructor: 'Instructor', support: 'Soporte', admin: 'Administrador' },
  plan: { free: 'Gratis', basic: 'Básico', pro: 'Pro', premium: 'Premium' },
  state: { active: 'Activa', unconfirmed: 'Correo sin confirmar', locked: 'Bloqueada' },
  language: { es: 'Español', en: 'Inglés' },
};
