import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/components/CopyField';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { alertsQuery, makeSecret, useAlerts } from './api';

type Props = {
  mail: boolean;
  webhook: string;
  onMail: (mail: boolean) => void;
  onWebhook: (webhook: string) => void;
};

/** How somebody is told: in the app, by mail, by a call of an address that is signed with their secret. */
export function Channels({ mail, webhook, onMail, onWebhook }: Props) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const errorText = useErrorText();
  const client = useQueryClient();
  const madeAt = useAlerts().data?.secretMadeAt;
  const making = useMutation({
    mutationFn: makeSecret,
    onSuccess: () => client.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  });
  return (
    <Stack gap="xs" role="group" aria-label={t('channels')}>
      <Text size="sm" fw={500}>
        {t('channels')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('inApp')}
      </Text>
      <Checkbox label={t('mail')} checked={mail} onChange={(event) => onMail(event.currentTarget.checked)} />
      <TextInput
        type="url"
        label={t('webhook')}
        description={t('webhookHint')}
        autoComplete="off"
        maxLength={500}
        value={webhook}
        onChange={(event) => onWebhook(event.currentTarget.value)}
      />
      {webhook.trim() !== '' && (
        <>
          {making.data ? (
            <CopyField
              label={t('secret')}
              value={making.data.secret}
              copy={t('secretCopy')}
              copied={t('secretCopied')}
            />
          ) : (
            <Text size="sm">
              {madeAt ? t('secretMade', { time: formats.dateTime(madeAt) }) : t('secretNone')}
            </Text>
          )}
          {making.error && (
            <Text size="sm" c="red" role="alert">
              {errorText(making.error)}
            </Text>
          )}
          <Button
            variant="default"
            size="xs"
            style={{ alignSelf: 'start' }}
            loading={making.isPending}
            onClick={() => making.mutate()}
          >
            {t(madeAt ? 'secretNew' : 'secretMake')}
          </Button>
        </>
      )}
    </Stack>
  );
}
