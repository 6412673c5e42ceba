export const errors = {
  en: {
    market: {
      watchlist_name: 'Give it a name of 1 to 40 characters.',
      watchlist_name_taken: 'Another of your lists has this name.',
      watchlist_items: 'A line is a symbol, or a section of 1 to 40 characters.',
      watchlist_doubled: 'A symbol stands in the list twice.',
      watchlist_version: 'The list was changed elsewhere meanwhile.',
      too_many_alert_symbols:
        'Your alerts on watchlists may be about 1,000 symbols at most, each alert about as many as its list has. Delete some first.',
      watchlist_changed: 'The list was changed elsewhere meanwhile.',
      watchlist_unknown: 'The list was deleted elsewhere meanwhile.',
      too_many_watched: 'A list has at most 250 lines.',
      too_many_watchlists: 'You have 30 lists, the most there can be. Delete one first.',
    },
  },
  es: {
    market: {
      watchlist_name: 'Ponle un nombre de 1 a 40 caracteres.',
      watchlist_name_taken: 'Otra de tus listas ya se llama así.',
      watchlist_items: 'Una línea es un símbolo, o una sección de 1 a 40 caracteres.',
      watchlist_doubled: 'Un símbolo está dos veces en la lista.',
      watchlist_version: 'La lista cambió en otro lugar mientras tanto.',
      too_many_alert_symbols:
        'Tus alertas de listas pueden abarcar como mucho 1.000 símbolos; cada una cuenta tantos como tiene su lista. Borra alguna primero.',
      watchlist_changed: 'La lista cambió en otro lugar mientras tanto.',
      watchlist_unknown: 'La lista fue borrada en otro lugar mientras tanto.',
      too_many_watched: 'Una lista tiene 250 líneas como mucho.',
      too_many_watchlists: 'Tienes 30 listas, el máximo. Borra una primero.',
    },
  },
};
