import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useRevokeKey, useRotateKey, type ApiKeyRow } from '../api/keys';
import { ShownOnce } from './ShownOnce';

const overlaps = { none: 0, hour: 60, day: 1440, week: 10_080 } as const;

function Rotate({ row, onClose }: { row: ApiKeyRow; onClose: () => void }) {
  const { t } = useTranslation('adminApiKeys');
  const errorText = useErrorText();
  const rotate = useRotateKey(row.id);
  const [overlap, setOverlap] = useState<keyof typeof overlaps>('hour');
  if (rotate.data) return <ShownOnce secret={rotate.data.key} onClose={onClose} />;
  return (
    <Stack gap="md">
      <Text size="sm">{t('detail.rotateLead')}</Text>
      <NativeSelect
        label={t('detail.overlap')}
        value={overlap}
        onChange={(event) => setOverlap(event.currentTarget.value as keyof typeof overlaps)}
        data={Object.keys(overlaps).map((value) => ({
          value,
          label: t(`detail.minutes.${value as keyof typeof overlaps}`),
        }))}
      />
      {rotate.error && (
        <Alert color="red" role="alert">
          {errorText(rotate.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('detail.cancel')}
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(overlaps[overlap])}>
          {t('detail.rotate')}
        </Button>
      </Group>
    </Stack>
  );
}

function Revoke({ row, onClose }: { row: ApiKeyRow; onClose: () => void }) {
  const { t } = useTranslation('adminApiKeys');
  const errorText = useErrorText();
  const revoke = useRevokeKey(row.id);
  const submit = () =>
    revoke.mutate(undefined, {
      onSuccess() {
        toast(t('detail.revoked'));
        onClose();
      },
    });
  return (
    <Stack gap="md">
      <Text size="sm">{t('detail.revokeLead')}</Text>
      {revoke.error && (
        <Alert color="red" role="alert">
          {errorText(revoke.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('detail.cancel')}
        </Button>
        <Button color="red.9" loading={revoke.isPending} onClick={submit}>
          {t('detail.revoke')}
        </Button>
      </Group>
    </Stack>
  );
}

/** One key: what is known of it, and for administrators the ways to replace and end it. */
export function KeyDialog(props: { row: ApiKeyRow; mayChange: boolean; onClose: () => void }) {
  const { row, mayChange, onClose } = props;
  const { t } = useTranslation('adminApiKeys');
  const formats = useFormats();
  const [act, setAct] = useState<'rotate' | 'revoke' | null>(null);
  const time = (value: string | null | undefined) => (value ? formats.tableTime(value, false) : null);
  const facts: [string, string | null][] = [
    [t('column.state'), t(`state.${row.state}`)],
    [t('column.start'), `${row.start}…`],
    [t('column.scopes'), row.scopes.join(', ')],
    [t('column.addresses'), row.addresses.join(', ') || t('anywhere')],
    [t('column.requestsPerMinute'), t('perMinute', { count: row.requestsPerMinute })],
    [t('column.createdAt'), time(row.createdAt)],
    [t('column.createdBy'), row.createdBy],
    [t('column.expiresAt'), time(row.expiresAt)],
    [t('column.rotatedAt'), time(row.rotatedAt)],
    [t('column.previousUntil'), time(row.previousUntil)],
    [t('column.lastUsedAt'), time(row.lastUsedAt) ?? t('never')],
    [t('column.lastAddress'), row.lastAddress],
    [t('column.revokedAt'), time(row.revokedAt)],
  ];
  return (
    <Dialog opened onClose={onClose} title={row.name}>
      {act === 'rotate' && <Rotate row={row} onClose={onClose} />}
      {act === 'revoke' && <Revoke row={row} onClose={onClose} />}
      {act === null && (
        <Stack gap="md">
          <Facts items={facts.filter(([, value]) => value !== null)} />
          <Group justify="flex-end">
            {mayChange && row.state === 'active' && (
              <Button variant="default" onClick={() => setAct('rotate')}>
                {t('detail.rotate')}
              </Button>
            )}
            {mayChange && row.state !== 'revoked' && (
              <Button variant="default" onClick={() => setAct('revoke')}>
                {t('detail.revoke')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('detail.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
