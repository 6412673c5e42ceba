import { useSearchParams } from 'react-router';
import { storage } from '@/lib/storage';
import { withParam } from '@/lib/urlState';
import type { AdminColumn } from './types';

/** Which columns are shown: as the address says, else as last chosen here, else as the table comes. The first column always is. */
export function useColumnChoice<T>(id: string, columns: readonly AdminColumn<T>[]) {
  const [params, setParams] = useSearchParams();
  const remembered = `ami.columns.${id}`;
  const text = params.get('columns') ?? storage.get(remembered);
  const chosen = text?.split('.');
  const isShown = (column: AdminColumn<T>, index: number) =>
    index === 0 || (chosen ? chosen.includes(column.key) : !column.hidden);
  const shown = columns.filter(isShown);

  function toggle(key: string) {
    const next = columns
      .filter((column, index) => (column.key === key ? !isShown(column, index) : isShown(column, index)))
      .map((column) => column.key)
      .join('.');
    storage.set(remembered, next);
    setParams((old) => withParam(old, 'columns', next), { replace: true });
  }

  return { shown, toggle };
}
