import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Sort } from '@/lib/urlState';
import classes from './SortHeader.module.css';
import { Table } from './Table';

/** A column header that sorts; the direction is told by `aria-sort` and an arrow. */
export function SortHeader<T extends string>(props: {
  column: T;
  sort: Sort<T>;
  onSort: (column: T) => void;
  numeric?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const active = props.sort.by === props.column;
  const direction = props.sort.descending ? 'descending' : 'ascending';
  return (
    <Table.Th
      aria-sort={active ? direction : 'none'}
      className={props.className}
      ta={props.numeric ? 'right' : undefined}
    >
      <UnstyledButton
        className={classes.button}
        data-active={active}
        data-numeric={props.numeric}
        onClick={() => props.onSort(props.column)}
      >
        {props.children}
        <span aria-hidden="true" className={classes.arrow}>
          {active ? (props.sort.descending ? '↓' : '↑') : '↕'}
        </span>
      </UnstyledButton>
    </Table.Th>
  );
}
