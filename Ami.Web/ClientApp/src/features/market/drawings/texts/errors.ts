import type { Translation } from '@/lib/i18n';

const en = {
  market: {
    drawing_changed: 'This drawing was changed in another window.',
    drawing_unknown: 'This drawing was deleted in another window.',
    too_many_drawings: 'A symbol has at most 500 drawings. Delete some first.',
    drawing_points: 'The drawing was not saved: it has the wrong number of points.',
    drawing_time: 'The drawing was not saved: its times must lie between 1900 and 2100.',
    drawing_price: 'The drawing was not saved: its prices must be above 0.',
    drawing_sides: 'The drawing was not saved: the entry must stand between stop and target.',
    drawing_text: 'The drawing was not saved: write 1 to 500 characters.',
    drawing_width: 'The drawing was not saved: a line is 1 to 4 pixels wide.',
    drawing_levels: 'The drawing was not saved: choose one or more levels.',
    drawing_version: 'The drawing was not saved. Reload the page and try again.',
    template_name: 'Give the template a name of 1 to 40 characters.',
    template_name_taken: 'Another template of this kind has this name.',
    too_many_templates: 'You have 100 templates, the most there can be. Delete some first.',
  },
};

const es: Translation<typeof en> = {
  market: {
    drawing_changed: 'Este dibujo se cambió en otra ventana.',
    drawing_unknown: 'Este dibujo se borró en otra ventana.',
    too_many_drawings: 'Un símbolo tiene como máximo 500 dibujos. Borra algunos primero.',
    drawing_points: 'El dibujo no se guardó: no tiene el número de puntos de su tipo.',
    drawing_time: 'El dibujo no se guardó: sus horas deben estar entre 1900 y 2100.',
    drawing_price: 'El dibujo no se guardó: sus precios deben ser mayores que 0.',
    drawing_sides: 'El dibujo no se guardó: la entrada debe estar entre el stop y el objetivo.',
    drawing_text: 'El dibujo no se guardó: escribe de 1 a 500 caracteres.',
    drawing_width: 'El dibujo no se guardó: una línea tiene de 1 a 4 píxeles de grosor.',
    drawing_levels: 'El dibujo no se guardó: elige uno o más niveles.',
    drawing_version: 'El dibujo no se guardó. Recarga la página e inténtalo de nuevo.',
    template_name: 'Ponle a la plantilla un nombre de 1 a 40 caracteres.',
    template_name_taken: 'Otra plantilla de este tipo tiene ese nombre.',
    too_many_templates: 'Tienes 100 plantillas, el máximo. Borra algunas primero.',
  },
};

export const errors = { en, es };
