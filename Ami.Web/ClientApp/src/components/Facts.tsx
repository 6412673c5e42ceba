import type { ReactNode } from 'react';
import classes from './Facts.module.css';

type Props = {
  items: readonly (readonly [string, ReactNode])[];
  /** Whether the values are sentences: they stand under their names. */
  stacked?: boolean;
};

/** Name and value pairs, one per line, as in a summary before confirming. */
export function Facts({ items, stacked = false }: Props) {
  return (
    <dl className={classes.facts} data-stacked={stacked || undefined}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
