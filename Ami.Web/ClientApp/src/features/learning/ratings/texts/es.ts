import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Valoraciones',
  none: 'Nadie valoró este curso todavía.',
  mean: '{{mean}} de 5',
  count_one: '{{count}} valoración',
  count_other: '{{count}} valoraciones',
  tooFew: 'Muy pocas para que un promedio diga algo.',
  distribution: 'Cuántas dieron cuántas estrellas',
  stars_one: '{{count}} estrella',
  stars_other: '{{count}} estrellas',
  missing_one: 'Puedes valorar este curso cuando hayas hecho la mitad: {{count}} lección más.',
  missing_other: 'Puedes valorar este curso cuando hayas hecho la mitad: {{count}} lecciones más.',
  give: '¿Qué te parece este curso?',
  yours: 'Tu valoración',
  text: '¿Qué deberían saber otros? (opcional)',
  textHint: 'Todo el mundo puede leerlo, sin tu nombre.',
  submit: 'Valorar',
  change: 'Cambiar mi valoración',
  remove: 'Retirarla',
  saved: 'Tu valoración está guardada.',
  removed: 'Tu valoración está retirada.',
  hidden: {
    offensive: 'Otros no ven tu valoración y no cuenta: su texto insulta o amenaza a alguien.',
    offTopic: 'Otros no ven tu valoración y no cuenta: su texto no dice nada del curso.',
    personalData: 'Otros no ven tu valoración y no cuenta: su texto cuenta cosas personales de alguien.',
    advertising: 'Otros no ven tu valoración y no cuenta: su texto es publicidad.',
  },
};
