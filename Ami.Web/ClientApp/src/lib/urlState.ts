import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** One search parameter of the address with an allowed set of values; the default is left out of the address. */
export function useChoiceParam<T extends string>(name: string, allowed: readonly T[], fallback: T) {
  const [params, setParams] = useSearchParams();
  const value = choice(params.get(name), allowed, fallback);
  const set = useCallback(
    (next: T) => setParams((old) => withParam(old, name, next === fallback ? '' : next), { replace: true }),
    [setParams, name, fallback],
  );
  return [value, set] as const;
}

/** One free-text search parameter of the address. */
export function useTextParam(name: string) {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (next: string) => setParams((old) => withParam(old, name, next), { replace: true }),
    [setParams, name],
  );
  return [params.get(name) ?? '', set] as const;
}

export function choice<T extends string>(value: string | null, allowed: readonly T[], fallback: T): T {
  return allowed.find((one) => one === value) ?? fallback;
}

/** A copy with the parameter set, or removed when the value is empty; the others stay. */
export function withParam(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

export type Sort<T extends string> = { by: T; descending: boolean };

/** A sort order as `name` or `-name`. */
export function useSortParam<T extends string>(columns: readonly T[], fallback: Sort<T>, name = 'sort') {
  const [params, setParams] = useSearchParams();
  const sort = parseSort(params.get(name), columns, fallback);
  const toggle = useCallback(
    (column: T) =>
      setParams(
        (old) => {
          const now = parseSort(old.get(name), columns, fallback);
          const next = now.by === column ? !now.descending : fallback.by === column && fallback.descending;
          return withParam(old, name, (next ? '-' : '') + column);
        },
        { replace: true },
      ),
    [setParams, columns, fallback, name],
  );
  return [sort, toggle] as const;
}

export function parseSort<T extends string>(
  value: string | null,
  columns: readonly T[],
  fallback: Sort<T>,
): Sort<T> {
  const by = columns.find((column) => column === value?.replace(/^-/, ''));
  return by ? { by, descending: value?.startsWith('-') ?? false } : fallback;
}
