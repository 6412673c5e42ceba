import { Group, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Panel.module.css';

/** A titled, bordered section. `flush` lets tables and charts reach the border. */
export function Panel(props: {
  title?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={props.title ? id : undefined}>
      {(props.title || props.actions) && (
        <Group className={classes.head} justify="space-between" gap="xs">
          {props.title && (
            <Title order={2} id={id} className={classes.title}>
              {props.title}
            </Title>
          )}
          {props.actions}
        </Group>
      )}
      <div className={props.flush ? undefined : classes.body}>{props.children}</div>
    </section>
  );
}
