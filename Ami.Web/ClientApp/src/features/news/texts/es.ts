import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Novedades',
  lead: 'Lo que contamos a todo el mundo y lo que es nuevo o ha cambiado.',
  banner: 'Anuncio',
  more: 'Leerlo',
  close: 'Cerrar este anuncio',
  unread: 'Nuevo',
  unreadCount_one: '{{count}} nueva',
  unreadCount_other: '{{count}} nuevas',
  kinds: 'Sobre qué',
  kind: { news: 'Noticia', change: 'Cambio' },
  filter: { all: 'Todo', news: 'Noticias', change: 'Cambios' },
  empty: 'Todavía no hay nada que contar',
  emptyHint: 'Cuando haya algo que saber, estará aquí.',
  changelog: {
    title: 'Cambios',
    lead: 'Lo que es nuevo o ha cambiado en AMI.',
    empty: 'Todavía no hay cambios',
    emptyHint: 'Aquí aparece lo que es nuevo o cambia.',
  },
};
