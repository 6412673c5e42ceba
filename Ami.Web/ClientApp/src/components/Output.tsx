import { Code, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';

/** What a program had to say, as it said it. */
export function Output({ label, text }: { label: string; text: string }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code block tabIndex={0} mah={280} style={{ overflow: 'auto' }} aria-label={label}>
        {text}
      </Code>
    </Stack>
  );
}
