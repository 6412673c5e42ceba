import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { parseSort, useAddress, withParam } from '@/lib/urlState';
import type { AdminTableProps, ListQuery } from './types';

/** The state of a list in the address, and its rows. */
export function useListQuery<T>(props: AdminTableProps<T>) {
  const { filters = [], defaultSort, columns } = props;
  const [params, change] = useAddress();
  const sort = parseSort(
    params.get('sort'),
    columns.filter((column) => column.sortable).map((column) => column.key),
    { by: defaultSort.replace(/^-/, ''), descending: defaultSort.startsWith('-') },
  );
  const typed = params.get('q') ?? '';
  const chosen = filters
    .map(({ name, options }) => [name, options.find(({ value }) => value === params.get(name))?.value ?? ''])
    .filter(([, value]) => value !== '');
  const asked: ListQuery = {
    ...(typed.trim() === '' ? {} : { q: typed.trim() }),
    sort: (sort.descending ? '-' : '') + sort.by,
    ...(Object.fromEntries(chosen) as Record<string, string>),
  };
  const rows = useInfiniteQuery({
    queryKey: [...props.queryKey, asked],
    queryFn: ({ pageParam, signal }) => props.load(asked, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: props.refetchInterval,
  });

  return {
    rows,
    sort,
    typed,
    asked,
    narrowed: typed.trim() !== '' || chosen.length > 0,
    valueOf: (name: string) => asked[name] ?? '',
    set: (name: string, value: string) => change((old) => withParam(old, name, value)),
    toggleSort: (column: string) => {
      const descending = sort.by === column ? !sort.descending : defaultSort === `-${column}`;
      change((old) => withParam(old, 'sort', (descending ? '-' : '') + column));
    },
    clear: () =>
      change((old) =>
        ['q', ...filters.map(({ name }) => name)].reduce((next, name) => withParam(next, name, ''), old),
      ),
  };
}
