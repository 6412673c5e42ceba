import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderPage } from '@/testing/render';
import { AdminTable } from './AdminTable';
import type { AdminTableProps, ListPage, ListQuery } from './types';

type Row = { id: string; name: string; note: string };

const row = (id: string): Row => ({ id, name: `Name ${id}`, note: `Note ${id}` });
const page = (ids: string[], rest: Partial<ListPage<Row>> = {}): ListPage<Row> => ({
  items: ids.map(row),
  nextCursor: null,
  total: ids.length,
  ...rest,
});

type Load = (query: ListQuery, cursor: string | undefined) => Promise<ListPage<Row>>;

function show(load: Load, address = '/list') {
  const props: AdminTableProps<Row> = {
    id: 'test',
    label: 'Things',
    columns: [
      { key: 'name', label: 'Name', sortable: true, render: (one) => one.name },
      { key: 'note', label: 'Note', hidden: true, render: (one) => one.note },
    ],
    filters: [{ name: 'state', label: 'State', options: [{ value: 'open', label: 'Open' }] }],
    search: 'Find',
    defaultSort: 'name',
    rowKey: (one) => one.id,
    rowTo: (one) => `/list/${one.id}`,
    queryKey: ['test'],
    load,
    empty: { title: 'Nothing yet' },
  };
  return renderPage(<AdminTable {...props} />, address);
}

beforeEach(() => localStorage.clear());

it('asks for what the address says and tells the address what is chosen', async () => {
  const load = vi.fn<Load>(async () => page(['1']));
  const { router } = show(load, '/list?q=ana&state=open&state2=x&sort=-name');
  await screen.findByText('Name 1');
  expect(load.mock.calls[0]?.[0]).toEqual({ q: 'ana', state: 'open', sort: '-name' });

  await userEvent.selectOptions(screen.getByLabelText('State'), '');
  await waitFor(() => expect(load.mock.lastCall?.[0]).toEqual({ q: 'ana', sort: '-name' }));
  await userEvent.click(screen.getByRole('button', { name: /Name/ }));
  await waitFor(() => expect(router.state.location.search).toContain('sort=name'));
});

it('keeps both of two choices that are made at once', async () => {
  const load = vi.fn<Load>(async () => page(['1']));
  show(load);
  await screen.findByText('Name 1');
  act(() => {
    fireEvent.change(screen.getByLabelText('State'), { target: { value: 'open' } });
    fireEvent.click(screen.getByRole('button', { name: /Name/ }));
  });
  await waitFor(() => expect(load.mock.lastCall?.[0]).toEqual({ state: 'open', sort: '-name' }));
});

it('keeps what is typed fast and asks once', async () => {
  const load = vi.fn<Load>(async () => page(['1']));
  show(load);
  await screen.findByText('Name 1');
  await userEvent.type(screen.getByLabelText('Find'), 'person@example.test');
  expect(screen.getByLabelText<HTMLInputElement>('Find').value).toBe('person@example.test');
  await waitFor(() => expect(load.mock.lastCall?.[0]).toMatchObject({ q: 'person@example.test' }));
  expect(load).toHaveBeenCalledTimes(2);
});

it('reads on after the last row, and shows how many there are', async () => {
  const load = vi.fn<Load>(async (_, cursor) =>
    cursor === 'next' ? page(['2'], { total: undefined }) : page(['1'], { nextCursor: 'next', total: 2 }),
  );
  show(load);
  await screen.findByText('1 of 2');
  await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
  await screen.findByText('2 of 2');
  expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
});

it('offers a retry when it failed, and a way out when nothing matches', async () => {
  let broken = true;
  show(async (query) => {
    if (broken) throw new Error('away');
    return query['q'] ? page([]) : page(['1']);
  }, '/list?q=zzz');
  broken = false;
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Clear search and filters' }));
  await screen.findByText('Name 1');
  expect(screen.getByLabelText<HTMLInputElement>('Find').value).toBe('');
});

it('walks the rows by keyboard and remembers the chosen columns', async () => {
  show(async () => page(['1', '2', '3']));
  const first = await screen.findByRole('link', { name: 'Name 1' });
  first.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Name 2' }));
  await userEvent.keyboard('{End}');
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Name 3' }));
  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(screen.getByLabelText('Find'));

  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Note' }));
  expect(within(screen.getByRole('table')).getByText('Note 2')).toBeTruthy();
  expect(localStorage.getItem('ami.columns.test')).toBe('name.note');
});
