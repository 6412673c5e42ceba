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
    quiz_unknown: 'This lesson is no quiz (any more). Look at its course.',
    attempt_unknown: 'There is no such attempt of yours. Look at the quiz again.',
    question_unknown: 'This attempt has no such question. Load the page again.',
    quiz_to_pass: 'A quiz cannot be marked as done. It is done when you pass it.',
    no_attempt_left: 'You have taken this quiz as often as it allows.',
    quiz_wait: 'Wait a little before you take this quiz again.',
    exam_underway: 'An exam of this course is under way. Finish it first.',
    attempt_over: 'This attempt is over. Its answers cannot be changed any more.',
    quiz_time_over: 'The time of this attempt is over. What you had answered before counts.',
    answer_changed:
      'This question was answered elsewhere in the meantime. Your answer was not taken; look at the newer one.',
    answer_final: 'This answer was checked already and cannot be changed. Go on with the next question.',
    answer_invalid: 'This is no answer to this question. Answer it again.',
    scene_unknown: 'There is no such chart exercise. Look at the attempt again.',
    scene_no_history:
      'There is no history to practise on yet. Try it again later, or go on with the other questions.',
    scene_interval: 'Longer bars last several of this chart’s.',
    move_invalid: 'This is no move. Correct the numbers: they are above zero.',
    scene_moved:
      'This chart exercise went on elsewhere in the meantime. Your move was not made; look at the newer chart.',
    scene_over: 'This chart exercise is over. Nothing can be traded in it any more.',
    move_refused: 'The market does not take this order. Correct it and send it again.',
    too_many_moves: 'A chart exercise has 1,000 moves at most. Finish it.',
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
    quiz_unknown: 'Esta lección no es (ya) un cuestionario. Mira su curso.',
    attempt_unknown: 'No existe ese intento tuyo. Mira el cuestionario de nuevo.',
    question_unknown: 'Este intento no tiene esa pregunta. Carga la página de nuevo.',
    quiz_to_pass: 'Un cuestionario no se marca como hecho. Está hecho cuando lo apruebas.',
    no_attempt_left: 'Ya hiciste este cuestionario todas las veces que permite.',
    quiz_wait: 'Espera un poco antes de hacer este cuestionario otra vez.',
    exam_underway: 'Hay un examen de este curso sin terminar. Termínalo primero.',
    attempt_over: 'Este intento terminó. Sus respuestas ya no se pueden cambiar.',
    quiz_time_over: 'El tiempo de este intento terminó. Cuenta lo que habías respondido antes.',
    answer_changed:
      'Esta pregunta se respondió en otro lugar mientras tanto. Tu respuesta no se tomó; mira la más nueva.',
    answer_final: 'Esta respuesta ya se corrigió y no se puede cambiar. Sigue con la próxima pregunta.',
    answer_invalid: 'Esa no es una respuesta a esta pregunta. Respóndela de nuevo.',
    scene_unknown: 'No existe ese ejercicio. Mira el intento de nuevo.',
    scene_no_history:
      'Todavía no hay historia con la que practicar. Inténtalo más tarde o sigue con las otras preguntas.',
    scene_interval: 'Las velas más largas duran varias de este gráfico.',
    move_invalid: 'Eso no es un movimiento. Corrige los números: son mayores que cero.',
    scene_moved:
      'Este ejercicio siguió en otro lugar mientras tanto. Tu movimiento no se hizo; mira el gráfico más nuevo.',
    scene_over: 'Este ejercicio terminó. Ya no se puede operar en él.',
    move_refused: 'El mercado no acepta esta orden. Corrígela y envíala de nuevo.',
    too_many_moves: 'Un ejercicio tiene como máximo 1.000 movimientos. Termínalo.',
    not_bought: 'Este curso no es tuyo. Cómpralo o pasa a un plan que lo incluya.',
  },
};

export const errors = { en, es };
