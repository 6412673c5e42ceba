import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useVerifyAudit, type AuditVerification } from '../api/audit';

/** Checks the whole log and says what it found. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminAudit');
  const errorText = useErrorText();
  const verify = useVerifyAudit();
  const [anchor, setAnchor] = useState('');
  return (
    <Dialog opened onClose={onClose} title={t('verify.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          verify.mutate(anchor);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('verify.lead')}</Text>
          <TextInput
            label={t('verify.anchor')}
            description={t('verify.anchorHint')}
            value={anchor}
            onChange={(event) => setAnchor(event.currentTarget.value)}
          />
          {verify.error && (
            <Alert color="red" role="alert">
              {errorText(verify.error)}
            </Alert>
          )}
          {verify.data && <Outcome verification={verify.data} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('close', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={verify.isPending}>
              {t('verify.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Outcome({ verification }: { verification: AuditVerification }) {
  const { t } = useTranslation('adminAudit');
  const formats = useFormats();
  const none = t('noValue', { ns: 'common' });
  return (
    <Stack gap="sm" role="status">
      <Alert
        color={verification.isIntact ? 'accent' : 'red'}
        title={
          verification.isIntact ? t('verify.intact') : t('verify.broken', { count: verification.faults })
        }
      >
        {t(verification.isIntact ? 'verify.intactHint' : 'verify.brokenHint')}
      </Alert>
      <Facts
        items={[
          [t('verify.entries'), formats.integer(verification.entries)],
          [t('verify.erased'), formats.integer(verification.erased)],
          [t('verify.anchors'), formats.integer(verification.anchors)],
          [
            t('verify.lastAnchor'),
            verification.lastAnchorAt ? formats.fullTime(verification.lastAnchorAt) : none,
          ],
          [t('verify.sinceAnchor'), formats.integer(verification.sinceAnchor)],
        ]}
      />
      {verification.findings.length > 0 && (
        <Facts
          items={verification.findings.map((finding, index) => [
            `${index + 1}. ${t(`fault.${finding.fault}`)}`,
            [
              finding.lane === null ? null : t('verify.lane', { lane: finding.lane }),
              t('verify.number', { number: finding.number }),
              finding.entryId,
              finding.at && formats.fullTime(finding.at),
            ]
              .filter(Boolean)
              .join(' · '),
          ])}
        />
      )}
    </Stack>
  );
}
