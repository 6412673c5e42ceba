import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './AuthCard.module.css';

export function AuthCard(props: { title: string; lead: string; footer?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.center}>
      <title>{`${props.title} · AMI`}</title>
      <Paper className={classes.card} radius="md">
        <Stack gap={4} mb="lg">
          <Title order={1}>{props.title}</Title>
          <Text size="sm" c="dimmed">
            {props.lead}
          </Text>
        </Stack>
        {props.children}
        {props.footer && (
          <Text size="sm" c="dimmed" mt="lg">
            {props.footer}
          </Text>
        )}
      </Paper>
    </div>
  );
}
