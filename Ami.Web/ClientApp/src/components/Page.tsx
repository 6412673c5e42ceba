import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Page.module.css';

/** A page's frame: its name in the browser's tab, one main heading, and room for its actions. */
export function Page(props: {
  title: string;
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** The page is as high as the window, and its parts scroll. */
  fill?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.page} data-fill={props.fill}>
      <title>{`${props.title} · AMI`}</title>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <Stack gap={2}>
          {props.heading ?? <Title order={1}>{props.title}</Title>}
          {props.lead && (
            <Text size="sm" c="dimmed" className={classes.lead}>
              {props.lead}
            </Text>
          )}
        </Stack>
        {props.actions && <Group gap="xs">{props.actions}</Group>}
      </Group>
      {props.children}
    </div>
  );
}
