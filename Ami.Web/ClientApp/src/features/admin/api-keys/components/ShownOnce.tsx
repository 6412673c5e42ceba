import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';

/** The key itself, the only time it can be read. */
export function ShownOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('adminApiKeys');
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Stack gap="md">
      <Alert color="orange" variant="light" icon={<Icon name="alert" />}>
        {t('shown.once')}
      </Alert>
      <TextInput
        label={t('shown.label')}
        value={secret}
        readOnly
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => clipboard.copy(secret)}>
          <span role="status">{t(clipboard.copied ? 'shown.copied' : 'shown.copy')}</span>
        </Button>
        <Button onClick={onClose}>{t('shown.done')}</Button>
      </Group>
    </Stack>
  );
}
