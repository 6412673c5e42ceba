import type { Translation } from '@/lib/i18n';

const en = {
  feedback: {
    title_invalid: 'The title has to be one line of 1 to 120 visible characters.',
    body_invalid: 'The text may have up to 4,000 visible characters.',
    unknown: 'This idea is not there (any more).',
    not_yours: 'This idea is not there (any more), or not yours.',
    has_support: 'Others stand behind this idea by now, or it was answered. It stays.',
    too_many: 'That was a lot at once. Nothing was done; try again later.',
  },
};

const es: Translation<typeof en> = {
  feedback: {
    title_invalid: 'El título debe ser una línea de 1 a 120 caracteres visibles.',
    body_invalid: 'El texto puede tener hasta 4000 caracteres visibles.',
    unknown: 'Esta sugerencia no existe (o ya no).',
    not_yours: 'Esta sugerencia no existe (o ya no), o no es tuya.',
    has_support: 'Ya la apoyan otras personas, o tiene respuesta. Se queda.',
    too_many: 'Fue mucho de una vez. No se hizo nada; inténtalo más tarde.',
  },
};

export const errors = { en, es };
