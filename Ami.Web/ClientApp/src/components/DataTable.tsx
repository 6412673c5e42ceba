import { Table, type TableProps } from '@mantine/core';
import '@mantine/core/styles/Table.css';
import { useRef } from 'react';
import classes from './DataTable.module.css';
import { useFocusKept } from './useFocusKept';

/** A dense table that scrolls sideways inside its panel when the screen is narrower than its columns. */
export function DataTable({ label, ...props }: TableProps & { label: string }) {
  const scroll = useRef<HTMLDivElement>(null);
  useFocusKept(scroll);
  return (
    <div ref={scroll} className={classes.scroll} role="group" aria-label={label} tabIndex={0}>
      <Table className={classes.table} highlightOnHover highlightOnHoverColor="var(--ami-hover)" {...props} />
    </div>
  );
}
