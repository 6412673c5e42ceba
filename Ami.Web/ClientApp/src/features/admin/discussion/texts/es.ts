import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Conversación',
  lead: 'Lo que se pregunta y responde sobre las lecciones. Lo que decidas resuelve los avisos de un mensaje.',
  search: 'Palabras del texto',
  empty: 'No hay mensajes',
  emptyHint: 'Llegan con quienes conversan sobre lecciones.',
  column: {
    text: 'Texto',
    lesson: 'Lección',
    status: 'Estado',
    reports: 'Avisos',
    createdAt: 'Escrito',
    removedAt: 'Retirado',
    account: 'Cuenta',
    note: 'Nota',
    reported: 'Motivo de los avisos',
  },
  status: {
    shown: 'Visible',
    reported: 'Con avisos',
    removed: 'Retirado por el equipo',
    gone: 'Retirado por su autor',
  },
  filter: { reported: 'Con avisos', removed: 'Retirados por el equipo' },
  noText: 'Su autor retiró lo que decía',
  account: 'Cuenta de su autor',
  open: 'Abrir la conversación',
  reason: {
    label: 'Motivo, que lee su autor',
    offensive: 'Insulta o amenaza a alguien',
    offTopic: 'No tiene que ver con la lección',
    personalData: 'Cuenta cosas personales de alguien',
    advertising: 'Es publicidad',
  },
  remove: {
    title: 'Retirar este mensaje',
    lead: 'Entonces nadie lo lee, y su autor sabe por qué. Las respuestas se quedan.',
    note: 'Nota para el equipo',
    noteHint: 'No es pública; su autor la encuentra cuando pide sus datos.',
    submit: 'Retirar',
    done: 'El mensaje está retirado.',
  },
  restore: {
    title: 'Mostrar otra vez este mensaje',
    lead: 'Entonces lo lee quien puede leer la lección.',
    submit: 'Mostrar otra vez',
    done: 'El mensaje está visible.',
  },
  settle: { submit: 'Dejarlo como está', done: 'Sus avisos están resueltos.' },
  goneDialog: { title: 'Retirado por su autor', lead: 'Ya no hay nada que decidir.' },
};
