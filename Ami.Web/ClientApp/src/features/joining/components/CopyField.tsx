import { Button, Group, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Something to pass on: it can be read, selected and copied. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation('joining');
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        flex={1}
        miw={0}
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => clipboard.copy(value)}>
        <span role="status">{t(clipboard.copied ? 'copied' : 'copy')}</span>
      </Button>
    </Group>
  );
}
