import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Stat.module.css';

/** Labelled figures in a row, as a description list. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className={classes.stats}>{children}</dl>;
}

export function Stat({ label, children, hint }: { label: string; children: ReactNode; hint?: ReactNode }) {
  return (
    <div className={classes.stat}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {children}
        {hint && <span className={classes.hint}>{hint}</span>}
      </dd>
    </div>
  );
}

export function StatsSkeleton({ count }: { count: number }) {
  return (
    <div className={classes.stats}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes.stat}>
          <Skeleton height={12} width={70} mb={10} />
          <Skeleton height={18} width={110} />
        </div>
      ))}
    </div>
  );
}
