import { useState } from 'react';
import { storage } from '@/lib/storage';
import { useAddress, withParam } from '@/lib/urlState';
import type { AdminColumn } from './types';

/** Which columns are shown: as the address says, else as last chosen here, else as the table comes. The first column always is. */
export function useColumnChoice<T>(id: string, columns: readonly AdminColumn<T>[]) {
  const [params, change] = useAddress();
  const remembered = `ami.columns.${id}`;
  // The choice is kept here and told to the address, which follows too slowly for a checkbox.
  const [chosen, setChosen] = useState(() => (params.get('columns') ?? storage.get(remembered))?.split('.'));
  const isShown = (column: AdminColumn<T>, index: number) =>
    index === 0 || (chosen ? chosen.includes(column.key) : !column.hidden);

  function toggle(key: string) {
    const next = columns
      .filter((column, index) => (column.key === key ? !isShown(column, index) : isShown(column, index)))
      .map((column) => column.key);
    setChosen(next);
    storage.set(remembered, next.join('.'));
    change((old) => withParam(old, 'columns', next.join('.')));
  }

  return { shown: columns.filter(isShown), toggle };
}
