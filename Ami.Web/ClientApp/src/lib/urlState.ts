import { useCallback, useEffect } from 'react';
import { useSearchParams } from 'react-router';

// The router hands a change the address as it was last shown: a second one before that would take the first back.
const asked = { params: new URLSearchParams() };

/** The search parameters of the address, and what changes them. Changes made at once, from wherever, all count. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  useEffect(() => {
    asked.params = params;
  }, [params]);
  const change = useCallback(
    (edit: (old: URLSearchParams) => URLSearchParams) => {
      asked.params = edit(asked.params);
      setParams(asked.params, { replace: true });
    },
    [setParams],
  );
  return [params, change] as const;
}

/** One search parameter of the address with an allowed set of values; the default is left out of the address. */
export function useChoiceParam<T extends string>(name: string, allowed: readonly T[], fallback: T) {
  const [params, change] = useAddress();
  const value = choice(params.get(name), allowed, fallback);
  const set = useCallback(
    (next: T) => change((old) => withParam(old, name, next === fallback ? '' : next)),
    [change, name, fallback],
  );
  return [value, set] as const;
}

/** One free-text search parameter of the address. */
export function useTextParam(name: string) {
  const [params, change] = useAddress();
  const set = useCallback((next: string) => change((old) => withParam(old, name, next)), [change, name]);
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
  const [params, change] = useAddress();
  const sort = parseSort(params.get(name), columns, fallback);
  const toggle = useCallback(
    (column: T) =>
      change((old) => {
        const now = parseSort(old.get(name), columns, fallback);
        const next = now.by === column ? !now.descending : fallback.by === column && fallback.descending;
        return withParam(old, name, (next ? '-' : '') + column);
      }),
    [change, columns, fallback, name],
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
