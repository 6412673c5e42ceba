import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import type { Note } from './api';
import NotesPanel from './NotesPanel';

const note: Note = {
  id: 'n1',
  version: 2,
  lessonId: 'l1',
  heading: 1,
  headingEs: 'La idea',
  headingEn: 'The idea',
  text: 'hola',
  updatedAt: '2026-11-20T10:00:00Z',
};
const shows = (notes: Note[], isBookmarked = false) => ({
  'GET /api/lessons/l1/notes': { status: 200, body: { isBookmarked, notes } },
});
const open = () =>
  renderPage(<NotesPanel userId="u1" lesson="l1" markdown={'## The idea\n\ntext\n\n## The end'} />);

beforeEach(async () => {
  localStorage.clear();
  await switchLanguage('en');
});

it('writes a note, saves it by itself and says so', async () => {
  const calls = serve({
    ...shows([note]),
    'PUT /api/notes/n1': ({ body }: Call) => ({
      status: 200,
      body: { ...note, ...(body as object), version: 3 },
    }),
  });
  open();
  const field = await screen.findByRole('textbox', { name: 'Note 1' });
  expect(screen.getByRole('combobox', { name: 'What note 1 is about' })).toHaveProperty('value', '1');
  await userEvent.type(field, ' y adiós');
  await userEvent.selectOptions(screen.getByRole('combobox'), 'The end');
  expect(screen.getByText('Not saved yet')).toBeTruthy();
  expect(await screen.findByText('Saved', {}, { timeout: 3_000 })).toBeTruthy();
  expect(calls.filter(({ method }) => method === 'PUT').at(-1)?.body).toEqual({
    version: 2,
    lessonId: 'l1',
    text: 'hola y adiós',
    heading: 2,
  });
});

it('begins a note where one can write at once, and forgets one that says nothing', async () => {
  serve(shows([]));
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a note' }));
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note 1' }));
  expect(screen.getByText('Nothing to save yet')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Delete note 1' }));
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('deletes a note once it was asked whether', async () => {
  serve({ ...shows([note]), 'DELETE /api/notes/n1': { status: 204 } });
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Delete note 1' }));
  expect(await screen.findByRole('dialog', { name: 'Delete this note' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
});

it('sets the bookmark at once, and takes it back where the server does not take it', async () => {
  serve({
    ...shows([]),
    'PUT /api/lessons/l1/bookmark': { status: 409, body: { code: 'learning.too_many_bookmarks' } },
  });
  open();
  const button = await screen.findByRole('button', { name: 'Bookmark' });
  await userEvent.click(button);
  await waitFor(() => expect(button.getAttribute('aria-pressed')).toBe('false'));
});
