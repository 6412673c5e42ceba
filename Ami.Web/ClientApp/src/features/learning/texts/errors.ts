import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    course_unknown: 'There is no such course (any more). Look at the catalogue.',
    lesson_unknown: 'There is no such lesson (any more). Look at its course.',
    card_unknown: 'This card is not part of your practice (any more). Start the session again.',
    card_changed:
      'This card was rated or changed elsewhere in the meantime. Your rating was not taken; go on with the next card.',
    card_suspended: 'You have set this card aside. Take it back before you rate it.',
    review_id_used: 'This rating was mixed up with another one. Rate the card again.',
    review_unknown: 'There is no such rating of yours.',
    review_not_last: 'Only your last rating can be taken back.',
    confidence_invalid: 'Say 50, 60, 70, 80, 90 or 100 percent, or nothing.',
    seconds_invalid: 'Seconds are from 0 to 86,400.',
    not_bought: 'This course is not yours. Buy it, or move to a plan that includes it.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    course_unknown: 'Ese curso no existe (ya). Mira el catálogo.',
    lesson_unknown: 'Esa lección no existe (ya). Mira su curso.',
    card_unknown: 'Esta tarjeta no es (ya) parte de tu práctica. Empieza la sesión de nuevo.',
    card_changed:
      'Esta tarjeta se valoró o cambió en otro lugar mientras tanto. Tu valoración no se tomó; sigue con la próxima.',
    card_suspended: 'Apartaste esta tarjeta. Recupérala antes de valorarla.',
    review_id_used: 'Esta valoración se confundió con otra. Valora la tarjeta de nuevo.',
    review_unknown: 'No existe esa valoración tuya.',
    review_not_last: 'Solo se puede deshacer tu última valoración.',
    confidence_invalid: 'Di 50, 60, 70, 80, 90 o 100 por ciento, o nada.',
    seconds_invalid: 'Los segundos van de 0 a 86.400.',
    not_bought: 'Este curso no es tuyo. Cómpralo o pasa a un plan que lo incluya.',
  },
};

export const errors = { en, es };
