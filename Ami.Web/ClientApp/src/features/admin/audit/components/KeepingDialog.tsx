import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import type { components } from '@/lib/api/schema';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useKeepAudit } from '../api/audit';

type Props = { keeping: components['schemas']['AuditKeeping']; onClose: () => void };

/** How long entries are kept. */
export function KeepingDialog({ keeping, onClose }: Props) {
  const { t } = useTranslation('adminAudit');
  const errorText = useErrorText();
  const keep = useKeepAudit();
  const [typed, setTyped] = useState(String(keeping.keepDays));
  const days = /^\d+$/.test(typed.trim()) ? Number(typed.trim()) : NaN;
  const fits = days >= keeping.minDays && days <= keeping.maxDays;
  const range = t('keeping.range', { min: keeping.minDays, max: keeping.maxDays });
  return (
    <Dialog opened onClose={onClose} title={t('keeping.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!fits) return;
          keep.mutate(days, {
            onSuccess() {
              toast(t('keeping.done', { count: days }));
              onClose();
            },
          });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('keeping.lead')}</Text>
          {keep.error && (
            <Alert color="red" role="alert">
              {errorText(keep.error)}
            </Alert>
          )}
          <TextInput
            label={t('keeping.days')}
            description={range}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={fits ? null : range}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={keep.isPending} disabled={!fits}>
              {t('keeping.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
