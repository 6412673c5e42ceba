import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    rating_stars: 'Give 1 to 5 stars.',
    rating_text: 'Write at most 2,000 characters, all of them visible, or nothing.',
    rating_version: 'Your rating was mixed up with another one. Load the page again.',
    rating_changed:
      'You changed your rating elsewhere meanwhile. Look at it and send yours again if you still want to.',
    rating_unknown: 'There is no such rating (any more).',
    rating_hidden: 'The team hid this rating: it is shown to nobody. You can change it, but not delete it.',
    rating_too_early: 'Do half of the course’s lessons first.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    rating_stars: 'Da de 1 a 5 estrellas.',
    rating_text: 'Escribe 2.000 caracteres como mucho, todos visibles, o nada.',
    rating_version: 'Tu valoración se confundió con otra. Carga la página de nuevo.',
    rating_changed:
      'Cambiaste tu valoración en otro lugar mientras tanto. Mírala y envía la tuya otra vez si aún quieres.',
    rating_unknown: 'Esa valoración no existe (ya).',
    rating_hidden:
      'El equipo ocultó esta valoración: no se muestra a nadie. Puedes cambiarla, pero no borrarla.',
    rating_too_early: 'Haz primero la mitad de las lecciones del curso.',
  },
};

export const errors = { en, es };
