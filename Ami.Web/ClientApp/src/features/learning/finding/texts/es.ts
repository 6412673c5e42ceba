import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'En las lecciones',
  language: {
    label: 'Idioma de los textos',
    any: 'Los dos idiomas',
    es: 'Textos en español',
    en: 'Textos en inglés',
  },
  in: { es: 'En español', en: 'En inglés' },
  lockedHint: 'Lo que dice se muestra a quien tiene el curso.',
  everywhere: 'Solo en {{course}}: buscar otra vez en todos los cursos',
  corrected: 'Nada dice «{{asked}}». Esto es lo que hay para «{{meant}}».',
  type: 'Escribe qué buscas en las lecciones',
  nothing: 'Ninguna lección dice «{{words}}»',
  nothingHint: 'Prueba con otras palabras, con menos o con menos filtros.',
  didYouMean: '¿Quisiste decir «{{words}}»?',
};
