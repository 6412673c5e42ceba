import type { ReactNode } from 'react';
import type { To } from 'react-router';

/** One page of a list, as every list endpoint answers. */
export type ListPage<T> = { items: T[]; nextCursor: string | null; total?: number | null };

/** What the address says about a list: `q`, `sort` and the filters that are set. Values of filters are always among their options. */
export type ListQuery = Readonly<Record<string, string>>;

export type AdminColumn<T> = {
  /** Stands in the address and remembers the choice; the server's name of the column where it sorts. */
  key: string;
  label: string;
  render: (row: T) => ReactNode;
  sortable?: boolean;
  numeric?: boolean;
  /** Not shown unless chosen. */
  hidden?: boolean;
};

export type AdminFilter = {
  /** The query parameter. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
};

export type AdminTableProps<T> = {
  /** Remembers the choice of columns under it; unique among tables. */
  id: string;
  /** What a screen reader calls the table. */
  label: string;
  columns: readonly AdminColumn<T>[];
  rowKey: (row: T) => string;
  /** Where a row leads; the first column carries the link. */
  rowTo?: (row: T) => To;
  /** What a row opens in place, instead of leading somewhere. */
  onOpen?: (row: T) => void;
  /** What can be searched for; without it there is no search field. */
  search?: string;
  filters?: readonly AdminFilter[];
  /** For example `-createdAt`, as the server sorts when it is not asked. */
  defaultSort: string;
  queryKey: readonly unknown[];
  load: (query: ListQuery, cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<T>>;
  /** Path of the CSV export of the same list. */
  exportPath?: string;
  /** Shown when the list is empty and nothing is searched or filtered. */
  empty: { title: string; hint?: string };
  /** Milliseconds between reloads of a list that changes by itself. */
  refetchInterval?: number;
};
