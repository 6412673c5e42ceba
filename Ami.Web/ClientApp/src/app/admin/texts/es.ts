import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  back: 'Volver a AMI',
  pages: {
    users: 'Usuarios',
  },
  forbidden: {
    title: 'Tu cuenta no tiene acceso',
    lead: 'Estas páginas son para quienes administran AMI. Si deberías tener acceso, pídeselo a un administrador.',
  },
};
