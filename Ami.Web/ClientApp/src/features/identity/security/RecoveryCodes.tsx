import { Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/SimpleGrid.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import classes from './RecoveryCodes.module.css';

/** The only time that recovery codes can be read. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('security');
  const [stored, setStored] = useState(false);
  const text = codes.join('\n');

  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => toast(t('codes.copied')))
      .catch(() => toast(t('codes.notCopied'), { tone: 'error' }));

  return (
    <Stack gap="md">
      <Text size="sm">{t('codes.lead')}</Text>
      <ul className={classes.codes} aria-label={t('codes.list')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <SimpleGrid cols={2}>
        <Button variant="default" onClick={() => void copy()}>
          {t('codes.copy')}
        </Button>
        <Button
          variant="default"
          component="a"
          download={t('codes.file')}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${t('codes.fileHead')}\n\n${text}\n`)}`}
        >
          {t('codes.download')}
        </Button>
      </SimpleGrid>
      <Checkbox
        label={t('codes.stored')}
        checked={stored}
        onChange={(event) => setStored(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!stored} onClick={onDone}>
          {t('codes.done')}
        </Button>
      </Group>
    </Stack>
  );
}
