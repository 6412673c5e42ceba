import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '@/components/Icon';
import classes from './DeviceRow.module.css';

export function DeviceList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}

/** A browser somebody uses: what it is, facts about it, and what can be done. */
export function DeviceRow(props: {
  name: string;
  tag?: ReactNode;
  facts: readonly string[];
  action?: ReactNode;
}) {
  return (
    <li className={classes.row}>
      <Icon name="monitor" />
      <div className={classes.what}>
        <Group gap={8}>
          <Text size="sm" fw={500}>
            {props.name}
          </Text>
          {props.tag}
        </Group>
        {props.facts.map((fact) => (
          <Text key={fact} size="xs" c="dimmed">
            {fact}
          </Text>
        ))}
      </div>
      {props.action}
    </li>
  );
}
