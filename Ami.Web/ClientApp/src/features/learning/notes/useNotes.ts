import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { changeNotes, putNote, type LessonNotes } from './api';
import { createNoteSaver } from './saver';

/** The notes of a lesson while they are written. */
export function useNotes(userId: string, lesson: string, there: LessonNotes) {
  const client = useQueryClient();
  const [saver] = useState(() =>
    createNoteSaver({
      storageKey: `ami.notes.${userId}.${lesson}`,
      put: (id, { text, heading, version }) => putNote(id, lesson, version, text, heading),
      onStored: (note) =>
        void changeNotes(client, lesson, (notes) => [...notes.filter(({ id }) => id !== note.id), note]),
    }),
  );
  useEffect(() => saver.take(there), [saver, there]);
  const notes = useSyncExternalStore(saver.subscribe, saver.get);
  return { notes, saver };
}
