import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useDecideFlag, type Flag } from '../api/flags';
import { FlagPeople } from './FlagPeople';

type Props = { flag: Flag; mayDecide: boolean; onClose: () => void };

/** Decides one flag: for all or some percent, and for single people. */
export function FlagDialog({ flag, mayDecide, onClose }: Props) {
  const { t, i18n } = useTranslation('adminFlags');
  const errorText = useErrorText();
  const decide = useDecideFlag(flag.name);
  const [enabled, setEnabled] = useState(flag.enabled);
  const [typed, setTyped] = useState(String(flag.percentage));
  const percentage = /^\d+$/.test(typed.trim()) ? Number(typed.trim()) : NaN;
  const fits = percentage >= 0 && percentage <= 100;
  return (
    <Dialog opened onClose={onClose} title={flag.name}>
      <Stack gap="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (fits) decide.mutate({ enabled, percentage }, { onSuccess: () => toast(t('decided')) });
          }}
        >
          <Stack gap="md">
            <Text size="sm">{flag.description[i18n.language === 'es' ? 'es' : 'en']}</Text>
            {decide.error && (
              <Alert color="red" role="alert">
                {errorText(decide.error)}
              </Alert>
            )}
            <Checkbox
              label={t('enabled')}
              description={t('enabledHint')}
              checked={enabled}
              disabled={!mayDecide}
              onChange={(event) => setEnabled(event.currentTarget.checked)}
            />
            <TextInput
              label={t('percentage')}
              description={t('percentageHint')}
              inputMode="numeric"
              value={typed}
              disabled={!mayDecide || !enabled}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={fits ? null : t('percentageRange')}
            />
            {mayDecide && (
              <Group justify="flex-end">
                <Button type="submit" loading={decide.isPending} disabled={!fits}>
                  {t('save')}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
        <FlagPeople flag={flag} mayDecide={mayDecide} />
      </Stack>
    </Dialog>
  );
}
