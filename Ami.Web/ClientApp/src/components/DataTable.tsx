import { useRef, type ReactNode } from 'react';
import classes from './DataTable.module.css';
import { useFocusKept } from './useFocusKept';

type Props = {
  label: string;
  /** The head stays while the rows scroll. */
  stickyHeader?: boolean;
  withColumnBorders?: boolean;
  /** On a phone a row becomes a small card: its first cell and its buttons above, the others below with their labels. */
  stacked?: boolean;
  /** How many cells of such a card stand side by side. */
  across?: 2 | 3;
  children: ReactNode;
};

/** A dense table that scrolls sideways inside its panel when the screen is narrower than its columns. */
export function DataTable({ label, stickyHeader, withColumnBorders, stacked, across = 3, children }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  useFocusKept(scroll);
  return (
    <div ref={scroll} className={classes.scroll} role="group" aria-label={label} tabIndex={0}>
      <table
        className={classes.table}
        data-sticky={stickyHeader}
        data-columns={withColumnBorders}
        data-stacked={stacked}
        data-across={across}
      >
        {children}
      </table>
    </div>
  );
}
