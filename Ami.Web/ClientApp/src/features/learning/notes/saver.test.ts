import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import type { Draft } from '../domain/drafts';
import type { Note } from './api';
import { createNoteSaver } from './saver';

const storageKey = 'ami.notes.u1.l1';
const noteOf = (id: string, text: string, version: number): Note => ({
  id,
  version,
  lessonId: 'l1',
  heading: null,
  headingEs: null,
  headingEn: null,
  text,
  updatedAt: '2026-11-20T10:00:00Z',
});

const list = (...notes: Note[]) => ({ notes, askedAt: Date.now() });

type Put = (id: string, draft: Draft) => Promise<Note>;
const took: Put = (id, { text, version }) => Promise.resolve(noteOf(id, text, version + 1));

function begin(put: Put, pause: (ms: number) => Promise<unknown> = () => Promise.resolve()) {
  const sent = vi.fn(put);
  const stored = vi.fn();
  const saver = createNoteSaver({ storageKey, put: sent, onStored: stored, pause });
  saver.subscribe(() => undefined);
  return { saver, sent, stored, only: () => saver.get()[0] };
}

const typed = () => vi.advanceTimersByTimeAsync(1_000);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

it('saves once the typing pauses, and sends nothing that is blank', async () => {
  const { saver, sent, only } = begin(took);
  saver.begin('n1');
  saver.edit('n1', { text: '  ' });
  await typed();
  expect([sent.mock.calls.length, only()?.state]).toEqual([0, 'blank']);
  saver.edit('n1', { text: 'ho' });
  saver.edit('n1', { text: 'hola' });
  expect(only()?.state).toBe('waiting');
  await typed();
  expect(sent.mock.calls).toEqual([['n1', { text: 'hola', heading: null, version: 0 }]]);
  expect(only()?.state).toBe('saved');
  expect(localStorage.getItem(storageKey)).toBeNull();
  saver.edit('n1', { heading: 2 });
  await typed();
  expect(sent.mock.lastCall).toEqual(['n1', { text: 'hola', heading: 2, version: 1 }]);
});

it('keeps what is not saved on this device, and sends it when the lesson is opened again', async () => {
  const down = begin(
    () => Promise.reject(new ApiError(0, 'network', '')),
    () => new Promise(() => undefined),
  );
  down.saver.begin('n1');
  down.saver.edit('n1', { text: 'hola' });
  await typed();
  expect(down.only()?.state).toBe('notSaved');
  const up = begin(took);
  up.saver.take(list());
  await typed();
  expect([up.only()?.text, up.only()?.state]).toEqual(['hola', 'saved']);
  expect(localStorage.getItem(storageKey)).toBeNull();
});

it('sends again by itself, and knows what had arrived without an answer', async () => {
  const answers: Put[] = [
    () => Promise.reject(new ApiError(0, 'network', '')),
    (id) =>
      Promise.reject(
        new ApiError(409, 'learning.note_changed', '', { details: { current: noteOf(id, 'uno', 1) } }),
      ),
    took,
  ];
  const { saver, sent, only } = begin((id, draft) => {
    if (sent.mock.calls.length === 1) saver.edit('n1', { text: 'dos' });
    return (answers.shift() ?? took)(id, draft);
  });
  saver.begin('n1');
  saver.edit('n1', { text: 'uno' });
  await typed();
  expect(sent.mock.calls.map(([, { text, version }]) => [text, version])).toEqual([
    ['uno', 0],
    ['dos', 0],
    ['dos', 1],
  ]);
  expect(only()?.state).toBe('saved');
});

it.each([
  ['mine', 'mío', 3],
  ['theirs', 'suyo', 2],
] as const)('never overwrites what was changed elsewhere unseen: %s', async (whose, text, version) => {
  let isChanged = true;
  const { saver, sent, stored, only } = begin((id, draft) =>
    isChanged
      ? Promise.reject(
          new ApiError(409, 'learning.note_changed', '', { details: { current: noteOf(id, 'suyo', 2) } }),
        )
      : took(id, draft),
  );
  saver.take(list(noteOf('n1', 'antes', 1)));
  saver.edit('n1', { text: 'mío' });
  await typed();
  expect([only()?.state, only()?.theirs?.text, only()?.text]).toEqual(['conflict', 'suyo', 'mío']);
  await typed();
  expect(sent).toHaveBeenCalledTimes(1);
  isChanged = false;
  saver.resolve('n1', whose);
  await typed();
  expect([only()?.state, only()?.text]).toEqual(['saved', text]);
  expect(stored).toHaveBeenLastCalledWith(expect.objectContaining({ text, version }));
});

it('says what a note that was deleted elsewhere can become', async () => {
  const { saver, sent, only } = begin((id, draft) =>
    draft.version === 4 ? Promise.reject(new ApiError(404, 'learning.note_unknown', '')) : took(id, draft),
  );
  saver.take(list(noteOf('n1', 'antes', 4)));
  saver.edit('n1', { text: 'aún' });
  await typed();
  expect([only()?.state, only()?.theirs]).toEqual(['conflict', null]);
  saver.resolve('n1', 'mine');
  await typed();
  expect(sent.mock.lastCall).toEqual(['n1', { text: 'aún', heading: null, version: 0 }]);
  saver.edit('n1', { text: 'otra vez' });
  await typed();
  expect(only()?.state).toBe('saved');
});

it('leaves what is written here when the server’s is read again', async () => {
  const { saver, only } = begin(() => new Promise(() => undefined));
  saver.take(list(noteOf('n1', 'antes', 1)));
  saver.edit('n1', { text: 'después' });
  saver.take(list(noteOf('n1', 'antes', 1)));
  expect(only()?.text).toBe('después');
  await typed();
  saver.take(list());
  expect(only()?.text).toBe('después');
});

it('keeps what the server took after it was asked what it has', async () => {
  const { saver, only } = begin(took);
  const before = list();
  const old = list(noteOf('n1', 'antes', 1));
  await vi.advanceTimersByTimeAsync(1);
  saver.begin('n1');
  saver.edit('n1', { text: 'nueva' });
  await typed();
  saver.take(before);
  expect(only()?.text).toBe('nueva');
  saver.edit('n1', { text: 'otra' });
  await typed();
  saver.take(old);
  expect(only()?.text).toBe('otra');
  await vi.advanceTimersByTimeAsync(1);
  saver.take(list());
  expect(only()).toBeUndefined();
});

it.each(['refused', 'taken'])('sends nothing again of a note that was deleted: %s', async (how) => {
  let answer = () => undefined as void;
  const { saver, sent, stored, only } = begin(
    (id, draft) =>
      new Promise((resolve, reject) => {
        answer = () => (how === 'taken' ? resolve(took(id, draft)) : reject(new ApiError(0, 'network', '')));
      }),
  );
  saver.begin('n1');
  saver.edit('n1', { text: 'hola' });
  await typed();
  saver.forget('n1');
  answer();
  await typed();
  expect([sent.mock.calls.length, stored.mock.calls.length, only()]).toEqual([1, 0, undefined]);
  expect(localStorage.getItem(storageKey)).toBeNull();
});

it.each(['refused', 'taken'])('sends nothing that was emptied while it was being saved: %s', async (how) => {
  const { saver, sent, only } = begin((id, draft) => {
    saver.edit('n1', { text: '' });
    return how === 'taken' ? took(id, draft) : Promise.reject(new ApiError(0, 'network', ''));
  });
  saver.begin('n1');
  saver.edit('n1', { text: 'hola' });
  await typed();
  await typed();
  expect([sent.mock.calls.length, only()?.state]).toEqual([1, 'blank']);
  expect(localStorage.getItem(storageKey)).toBeNull();
});
