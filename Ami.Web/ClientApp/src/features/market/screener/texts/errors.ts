export const errors = {
  en: {
    market: {
      scan_columns: 'At most 12 columns, with titles of at most 40 characters.',
      scan_interval: 'A rule asks about an interval that is no multiple of this one.',
      scan_too_far:
        'A rule looks back over too many bars of this interval. Take a longer interval or shorter windows.',
      scan_too_costly: 'This is too much to compute for each symbol. Shorten windows or take columns out.',
      scan_busy: 'Other scans are being made. Try again in a moment.',
      interval_unknown: 'There are no bars of this length.',
      screen_name: 'Give it a name of 1 to 40 characters.',
      screen_name_taken: 'Another of your screens has this name.',
      screen_sort: 'It is sorted by a column that it does not have.',
      screen_version: 'The screen was changed elsewhere meanwhile.',
      screen_changed: 'The screen was changed elsewhere meanwhile.',
      screen_unknown: 'The screen was deleted elsewhere meanwhile. Save it anew.',
      too_many_screens: 'You have 50 screens, the most there can be. Delete one first.',
    },
  },
  es: {
    market: {
      scan_columns: 'Como mucho 12 columnas, con títulos de 40 caracteres como mucho.',
      scan_interval: 'Una regla pregunta por un intervalo que no es múltiplo de este.',
      scan_too_far:
        'Una regla mira demasiadas velas de este intervalo hacia atrás. Toma un intervalo más largo o ventanas más cortas.',
      scan_too_costly: 'Es demasiado cálculo para cada símbolo. Acorta ventanas o quita columnas.',
      scan_busy: 'Se están haciendo otras búsquedas. Prueba en un momento.',
      interval_unknown: 'No hay velas de esta duración.',
      screen_name: 'Ponle un nombre de 1 a 40 caracteres.',
      screen_name_taken: 'Otra de tus búsquedas ya se llama así.',
      screen_sort: 'Está ordenada por una columna que no tiene.',
      screen_version: 'La búsqueda cambió en otro lugar mientras tanto.',
      screen_changed: 'La búsqueda cambió en otro lugar mientras tanto.',
      screen_unknown: 'La búsqueda fue borrada en otro lugar mientras tanto. Guárdala de nuevo.',
      too_many_screens: 'Tienes 50 búsquedas, el máximo. Borra una primero.',
    },
  },
};
