import { UnstyledButton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { SortHeader } from '@/components/SortHeader';
import { Table } from '@/components/Table';
import type { Sort } from '@/lib/urlState';
import classes from './AdminTable.module.css';
import type { AdminColumn, AdminTableProps } from './types';

type Props<T> = Pick<AdminTableProps<T>, 'label' | 'rowKey' | 'rowTo' | 'onOpen'> & {
  rows: readonly T[];
  columns: readonly AdminColumn<T>[];
  sort: Sort<string>;
  onSort: (column: string) => void;
  /** These rows are of the previous question; the next ones are on their way. */
  stale: boolean;
};

/** Arrow keys go from row to row, Home and End to the first and last; Enter opens, as on any link or button. */
function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const targets = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = targets.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: targets.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  targets[next]?.focus();
}

export function Rows<T>(props: Props<T>) {
  const { columns, rowTo, onOpen } = props;

  function first(row: T, content: ReactNode) {
    if (rowTo) {
      return (
        <Link to={rowTo(row)} className={classes.open} data-row>
          {content}
        </Link>
      );
    }
    if (onOpen) {
      return (
        <UnstyledButton className={classes.open} data-row onClick={() => onOpen(row)}>
          {content}
        </UnstyledButton>
      );
    }
    return content;
  }

  return (
    <div onKeyDown={onKeyDown} className={classes.rows} data-stale={props.stale} aria-busy={props.stale}>
      <DataTable label={props.label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) =>
              column.sortable ? (
                <SortHeader
                  key={column.key}
                  column={column.key}
                  sort={props.sort}
                  onSort={props.onSort}
                  numeric={column.numeric}
                >
                  {column.label}
                </SortHeader>
              ) : (
                <Table.Th key={column.key} ta={column.numeric ? 'right' : undefined}>
                  {column.label}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map((row) => (
            <Table.Tr key={props.rowKey(row)} className={classes.row}>
              {columns.map((column, index) => (
                <Table.Td key={column.key} ta={column.numeric ? 'right' : undefined}>
                  {index === 0 ? first(row, column.render(row)) : column.render(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </div>
  );
}
