import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    note_text: 'Write 1 to 10,000 characters, something of them visible.',
    note_heading: 'The lesson has no such heading (any more). Choose another one.',
    note_lesson: 'This note is about another lesson. Write a new one.',
    too_many_lesson_notes: 'This lesson has 50 notes, the most there can be. Write on in one of them.',
    too_many_notes: 'You have 2,000 notes, the most there can be. Delete some first.',
    too_many_bookmarks: 'You have 500 bookmarks, the most there can be. Take some away first.',
    note_changed: 'This note was changed elsewhere meanwhile. Look at what is there now.',
    note_unknown: 'This note was deleted elsewhere meanwhile.',
    note_version: 'This note was mixed up with another one. Load the page again.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    note_text: 'Escribe de 1 a 10.000 caracteres, alguno de ellos visible.',
    note_heading: 'La lección no tiene (ya) ese título. Elige otro.',
    note_lesson: 'Esta nota es de otra lección. Escribe una nueva.',
    too_many_lesson_notes: 'Esta lección tiene 50 notas, lo máximo. Sigue escribiendo en una de ellas.',
    too_many_notes: 'Tienes 2.000 notas, lo máximo. Elimina alguna antes.',
    too_many_bookmarks: 'Tienes 500 marcadores, lo máximo. Quita alguno antes.',
    note_changed: 'Esta nota cambió en otro lugar mientras tanto. Mira lo que hay ahora.',
    note_unknown: 'Esta nota se eliminó en otro lugar mientras tanto.',
    note_version: 'Esta nota se confundió con otra. Carga la página de nuevo.',
  },
};

export const errors = { en, es };
