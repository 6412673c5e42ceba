import { Code, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';

/** Lines of a report, in a frame of their own that scrolls. */
export function Lines({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code block tabIndex={0} mah={220} style={{ overflow: 'auto' }} aria-label={label}>
        {lines.join('\n')}
      </Code>
    </Stack>
  );
}
