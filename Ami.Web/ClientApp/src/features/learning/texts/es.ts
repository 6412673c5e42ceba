import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Aprendizaje',
  lead: 'Lo que hay aquí solo lo ves tú.',
  list: 'Tus entradas',
  empty: 'Todavía no hay entradas',
  emptyHint: 'Lo que añadas se muestra aquí, lo más nuevo primero.',
  column: {
    title: 'Título',
    createdAt: 'Añadida',
  },
  new: {
    panel: 'Entrada nueva',
    title: 'Título',
    titleProblem: 'Escribe un título de 1 a {{most}} caracteres.',
    submit: 'Añadir',
  },
};
