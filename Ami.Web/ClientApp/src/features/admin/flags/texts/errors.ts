import type { Translation } from '@/lib/i18n';

const en = {
  flag: {
    unknown: 'There is no such flag any more.',
    person_unknown: 'Nobody has this address.',
    percentage_out_of_range: 'Choose 0 to 100.',
  },
};

const es: Translation<typeof en> = {
  flag: {
    unknown: 'Esa función ya no existe.',
    person_unknown: 'Nadie tiene esta dirección.',
    percentage_out_of_range: 'Elige de 0 a 100.',
  },
};

export const errors = { en, es };
