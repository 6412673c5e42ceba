import type { Translation } from '@/lib/i18n';

const en = {
  feedback: {
    reply_invalid: 'The answer may have up to 4,000 visible characters.',
    already_merged: 'This idea is merged into another one already. Take them apart first.',
    target_merged: 'That idea is itself merged into another one. Choose that one.',
    into_itself: 'An idea cannot be merged into itself.',
    not_merged: 'This idea stands for itself already.',
    has_duplicates: 'Other ideas are merged into this one. Take them apart first, so that they are not lost.',
  },
};

const es: Translation<typeof en> = {
  feedback: {
    reply_invalid: 'La respuesta puede tener hasta 4000 caracteres visibles.',
    already_merged: 'Esta sugerencia ya está unida a otra. Sepáralas antes.',
    target_merged: 'Esa sugerencia está a su vez unida a otra. Elige esa otra.',
    into_itself: 'Una sugerencia no puede unirse a sí misma.',
    not_merged: 'Esta sugerencia ya cuenta por sí sola.',
    has_duplicates: 'Hay otras unidas a esta. Sepáralas antes para que no se pierdan.',
  },
};

export const errors = { en, es };
