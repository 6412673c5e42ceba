import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    post_text: 'Write 1 to 4,000 characters, all of them visible.',
    no_discussion: 'Quizzes and exercises are not discussed here: others have yet to answer them.',
    discussion_closed: 'Whoever may read the whole course discusses it. Enrol, or buy it.',
    post_unknown: 'It is not there (any more). Load the page again.',
    post_removed: 'It was removed. It cannot be changed or answered any more.',
    post_id_used: 'This was mixed up with something else. Load the page again, and post it anew.',
    too_many_posts: 'You wrote a lot within an hour. Go on a little later.',
    own_post: 'This is for what others wrote.',
    post_version: 'Your post was mixed up with another one. Load the page again.',
    post_changed: 'You changed it elsewhere meanwhile. Look at it and change that.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    post_text: 'Escribe de 1 a 4.000 caracteres, todos visibles.',
    no_discussion:
      'Los cuestionarios y ejercicios no se conversan aquí: otros tienen que responderlos todavía.',
    discussion_closed: 'Conversa quien puede leer todo el curso. Inscríbete, o cómpralo.',
    post_unknown: 'No está (ya). Carga la página de nuevo.',
    post_removed: 'Fue retirado. Ya no se puede cambiar ni responder.',
    post_id_used: 'Se confundió con otra cosa. Carga la página de nuevo y publícalo otra vez.',
    too_many_posts: 'Escribiste mucho en una hora. Sigue un poco más tarde.',
    own_post: 'Esto es para lo que escribieron otros.',
    post_version: 'Tu mensaje se confundió con otro. Carga la página de nuevo.',
    post_changed: 'Lo cambiaste en otro lugar mientras tanto. Míralo y cambia eso.',
  },
};

export const errors = { en, es };
