import type { Translation } from '@/lib/i18n';

const en = {
  affiliate: {
    unknown: 'There is no such affiliate (any more). Look at the list again.',
    reason_invalid: 'Give a reason of 1 to 1000 characters.',
    changed_meanwhile: 'Somebody else has decided meanwhile. Look again and decide anew.',
    not_possible: 'An affiliate in this state cannot be decided about like that.',
    signal_unknown: 'There is no such signal (any more). Look at the list again.',
    signal_decided: 'Somebody has decided about this signal already.',
  },
};

const es: Translation<typeof en> = {
  affiliate: {
    unknown: 'Ese afiliado no existe (o ya no). Mira la lista otra vez.',
    reason_invalid: 'Da un motivo de 1 a 1000 caracteres.',
    changed_meanwhile: 'Alguien decidió mientras tanto. Míralo otra vez y decide de nuevo.',
    not_possible: 'Sobre un afiliado en este estado no se puede decidir así.',
    signal_unknown: 'Esa señal no existe (o ya no). Mira la lista otra vez.',
    signal_decided: 'Alguien ya decidió sobre esta señal.',
  },
};

export const errors = { en, es };
