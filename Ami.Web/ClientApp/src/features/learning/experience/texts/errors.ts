import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    player_name_invalid:
      'Choose a name of 2 to 40 Latin letters, with blanks, apostrophes, hyphens and points.',
    not_on_leaderboard: 'Join the leaderboard first: friends see each other there.',
    friend_code_unknown: 'Nobody has this code (any more). Ask for it again.',
    friend_code_own: 'This code is your own. Give it to a friend.',
    friends_full: 'One of you has 100 friends and requests already. Remove one first.',
    friend_unknown: 'There is no such friend or request (any more).',
    week_invalid: 'There is no such week yet. Choose another one.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    player_name_invalid:
      'Elige un nombre de 2 a 40 letras latinas, con espacios, apóstrofos, guiones y puntos.',
    not_on_leaderboard: 'Únete antes a la clasificación: allí se ven los amigos.',
    friend_code_unknown: 'Nadie tiene (ya) ese código. Pídelo otra vez.',
    friend_code_own: 'Ese código es el tuyo. Dáselo a un amigo.',
    friends_full: 'Uno de los dos tiene ya 100 amigos y pedidos. Quita uno antes.',
    friend_unknown: 'No existe (ya) esa amistad o ese pedido.',
    week_invalid: 'Esa semana no existe todavía. Elige otra.',
  },
};

export const errors = { en, es };
