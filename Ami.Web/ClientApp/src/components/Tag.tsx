import type { ReactNode } from 'react';
import classes from './Tag.module.css';

/** A small label on something: its state or origin. */
export function Tag(props: { tone?: 'plain' | 'warn' | 'accent'; hint?: string; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={props.tone ?? 'plain'} title={props.hint}>
      {props.children}
    </span>
  );
}
