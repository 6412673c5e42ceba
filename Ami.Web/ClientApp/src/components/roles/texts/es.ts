import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  name: { student: 'Estudiante', instructor: 'Instructor', support: 'Soporte', admin: 'Administrador' },
  hint: {
    student: 'Aprende y practica.',
    instructor: 'Escribe cursos.',
    support: 'Ve las cuentas y ayuda a volver a entrar.',
    admin: 'Todo, también roles y planes.',
  },
};
