import { Button, Group, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

/** Something to pass on: it can be read, selected and copied. */
export function CopyField(props: { label: string; value: string; copy: string; copied: string }) {
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        flex={1}
        miw={0}
        label={props.label}
        value={props.value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => clipboard.copy(props.value)}>
        <span role="status">{clipboard.copied ? props.copied : props.copy}</span>
      </Button>
    </Group>
  );
}
