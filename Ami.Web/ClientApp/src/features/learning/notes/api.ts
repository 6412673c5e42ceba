import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { learningKey } from '../api/courses';

export type Note = components['schemas']['NoteView'];
export type NoteRow = components['schemas']['NoteRow'];
export type LessonNotes = components['schemas']['LessonNotes'] & {
  /** When the server was asked, on this device's clock. */
  askedAt: number;
};
export type LessonPlace = components['schemas']['LessonPlace'];

export const notesKey = [...learningKey, 'notes'] as const;
const lessonKey = (lesson: string) => [...notesKey, 'lesson', lesson] as const;

export function useLessonNotes(lesson: string) {
  return useQuery({
    queryKey: lessonKey(lesson),
    queryFn: async ({ signal }): Promise<LessonNotes> => {
      const askedAt = Date.now();
      const there = await unwrap(
        api.GET('/api/lessons/{lesson}/notes', { params: { path: { lesson } }, signal }),
      );
      return { ...there, askedAt };
    },
  });
}

/** Changes what the server was heard to have. What is being read may be from before the change: it is not waited for. */
async function changeLesson(client: QueryClient, lesson: string, change: (old: LessonNotes) => LessonNotes) {
  const queryKey = lessonKey(lesson);
  // A first read has nothing to go back to: it is read once more.
  if (client.getQueryData(queryKey) === undefined) return client.invalidateQueries({ queryKey });
  await client.cancelQueries({ queryKey });
  client.setQueryData<LessonNotes>(queryKey, (old) => old && change(old));
}

/** What the server has of a lesson's notes, as it was told last. */
export const changeNotes = (client: QueryClient, lesson: string, change: (notes: Note[]) => Note[]) =>
  changeLesson(client, lesson, (old) => ({ ...old, notes: change(old.notes) }));

export const putNote = (
  id: string,
  lessonId: string,
  version: number,
  text: string,
  heading: number | null,
) =>
  unwrap(
    api.PUT('/api/notes/{id}', { params: { path: { id } }, body: { version, lessonId, text, heading } }),
  );

export const deleteNote = (id: string) => unwrap(api.DELETE('/api/notes/{id}', { params: { path: { id } } }));

/** Sets or clears the bookmark of a lesson: shown at once, and taken back when the server does not take it. */
export function useBookmark(lesson: string) {
  const client = useQueryClient();
  const show = (isBookmarked: boolean) => changeLesson(client, lesson, (old) => ({ ...old, isBookmarked }));
  return useMutation({
    mutationFn: (set: boolean) =>
      unwrap(
        set
          ? api.PUT('/api/lessons/{lesson}/bookmark', { params: { path: { lesson } } })
          : api.DELETE('/api/lessons/{lesson}/bookmark', { params: { path: { lesson } } }),
      ),
    onMutate: show,
    onError: (_, set) => show(!set),
    onSuccess: () => client.invalidateQueries({ queryKey: [...notesKey, 'bookmarks'] }),
  });
}

export function useMyNotes(q: string) {
  return useInfiniteQuery({
    queryKey: [...notesKey, 'all', q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/me/notes', {
          params: { query: { ...(q !== '' && { q }), cursor: pageParam, limit: 20 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  });
}

export function useMyBookmarks() {
  return useQuery({
    queryKey: [...notesKey, 'bookmarks'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/bookmarks', { signal })),
  });
}
