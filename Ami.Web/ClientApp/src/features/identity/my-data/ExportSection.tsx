import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/List.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useDownloadMyData } from '../api/myData';
import { FormAlert } from '../components/FormAlert';
import '../texts/my-data';

const contents = ['account', 'trading', 'learning', 'payments', 'messages', 'activity'] as const;

/** Everything AMI holds about oneself, as a download. */
export function ExportSection() {
  const { t } = useTranslation('myData');
  const formats = useFormats();
  const [received, setReceived] = useState(0);
  const download = useDownloadMyData(setReceived);
  return (
    <Panel title={t('export.title')}>
      <Stack gap="md" maw={640}>
        <FormAlert error={download.error} fields={[]} />
        <Text size="sm">{t('export.lead')}</Text>
        <List size="sm" withPadding>
          {contents.map((part) => (
            <List.Item key={part}>{t(`export.${part}`)}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          {t('export.note')}
        </Text>
        <Anchor component={Link} to="/privacy" size="sm">
          {t('export.privacy')}
        </Anchor>
        <Group gap="md">
          <Button
            loading={download.isPending}
            onClick={() => {
              setReceived(0);
              download.mutate(undefined, { onSuccess: () => toast(t('export.done')) });
            }}
          >
            {t('export.download')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {download.isPending &&
              t('export.receiving', { kilobytes: formats.integer(Math.ceil(received / 1024)) })}
          </Text>
        </Group>
      </Stack>
    </Panel>
  );
}
