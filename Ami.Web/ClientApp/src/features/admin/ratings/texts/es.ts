import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Valoraciones',
  lead: 'Lo que se dijo de los cursos. Una que está oculta no se muestra ni cuenta, haga lo que haga con ella su autor.',
  search: 'Palabras del texto',
  empty: 'No hay valoraciones',
  emptyHint: 'Llegan con quienes hicieron la mitad de un curso.',
  column: {
    text: 'Texto',
    stars: 'Estrellas',
    course: 'Curso',
    status: 'Estado',
    updatedAt: 'Cambiada',
    hiddenAt: 'Oculta desde',
    account: 'Cuenta',
    note: 'Nota',
  },
  noText: 'Sin texto',
  hidden: 'Oculta',
  shown: 'Visible',
  account: 'Cuenta de su autor',
  reason: {
    label: 'Motivo, que lee su autor',
    offensive: 'Insulta o amenaza a alguien',
    offTopic: 'No dice nada del curso',
    personalData: 'Cuenta cosas personales de alguien',
    advertising: 'Es publicidad',
  },
  hide: {
    title: 'Ocultar esta valoración',
    lead: 'Entonces solo la ve su autor, y no cuenta. Que sea mala no es un motivo.',
    note: 'Nota para el equipo',
    noteHint: 'No es pública; su autor la encuentra cuando pide sus datos.',
    submit: 'Ocultar',
    done: 'La valoración está oculta.',
  },
  show: {
    title: 'Mostrar otra vez esta valoración',
    lead: 'Entonces la ve todo el mundo, y cuenta.',
    submit: 'Mostrar otra vez',
    done: 'La valoración está visible.',
  },
};
