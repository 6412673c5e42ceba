export const errors = {
  en: {
    market: {
      layout_name: 'Give it a name of 1 to 40 characters.',
      layout_name_taken: 'Another of your layouts has this name.',
      layout_charts: 'A layout has 1 to 4 charts.',
      layout_compare: 'A chart compares at most 5 other symbols, each once.',
      layout_indicators: 'A chart has at most 16 indicators.',
      layout_panels: 'The sizes of the panels could not be kept.',
      layout_too_large: 'The layout is too large to be kept. Remove some indicators.',
      layout_version: 'The layout was not saved. Reload the page and try again.',
      layout_changed: 'The layout was changed elsewhere meanwhile.',
      layout_unknown: 'The layout was deleted elsewhere meanwhile.',
      too_many_layouts: 'You have 50 layouts, the most there can be. Delete one first.',
    },
  },
  es: {
    market: {
      layout_name: 'Ponle un nombre de 1 a 40 caracteres.',
      layout_name_taken: 'Otra de tus disposiciones ya se llama así.',
      layout_charts: 'Una disposición tiene de 1 a 4 gráficos.',
      layout_compare: 'Un gráfico compara 5 símbolos como mucho, cada uno una vez.',
      layout_indicators: 'Un gráfico tiene 16 indicadores como mucho.',
      layout_panels: 'No se pudo guardar el tamaño de los paneles.',
      layout_too_large: 'La disposición es demasiado grande. Quita algunos indicadores.',
      layout_version: 'La disposición no se guardó. Recarga la página e inténtalo de nuevo.',
      layout_changed: 'La disposición cambió en otro lugar mientras tanto.',
      layout_unknown: 'La disposición fue borrada en otro lugar mientras tanto.',
      too_many_layouts: 'Tienes 50 disposiciones, el máximo. Borra una primero.',
    },
  },
};
