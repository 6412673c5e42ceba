import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { ReasonAndNote } from '@/components/ReasonAndNote';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import {
  certificateRowsKey,
  reasons,
  revokeCertificate,
  type CertificateRow,
  type RevocationReason,
} from '../api/certificates';

type Props = { row: CertificateRow; onClose: () => void };

function RevokeDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminCertificates');
  // One that is revoked can still be said to be misconduct, and nothing else.
  const [act, offered] =
    row.revokedAt === null ? (['revoke', reasons] as const) : (['misconduct', ['misconduct']] as const);
  const [reason, setReason] = useState<RevocationReason>(offered[0]);
  const [note, setNote] = useState(row.revokedNote ?? '');
  return (
    <ActDialog
      title={t(`${act}.title`, { holder: row.holder })}
      lead={t(`${act}.lead`)}
      submit={t(`${act}.submit`)}
      done={t(`${act}.done`)}
      danger
      act={() => revokeCertificate(row.id, reason, note.trim())}
      refresh={[certificateRowsKey]}
      onClose={onClose}
    >
      <ReasonAndNote
        reasonLabel={t('reason.label')}
        reasons={offered.map((value) => ({ value, label: t(`reason.${value}`) }))}
        reason={reason}
        onReason={setReason}
        noteLabel={t('revoke.note')}
        noteHint={t('revoke.noteHint')}
        note={note}
        onNote={setNote}
      />
    </ActDialog>
  );
}

/** One certificate: what is known of it, revoking it, and what comes out later. */
export function CertificateDialog({ row, onClose }: Props) {
  const { t } = useTranslation('adminCertificates');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const maySeeUsers = useMay('users.read');
  const [isRevoking, setRevoking] = useState(false);
  if (isRevoking) return <RevokeDialog row={row} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={row.holder}>
      <Stack gap="md">
        <Facts
          items={[
            [t('column.course'), isSpanish ? row.titleEs : row.titleEn],
            [
              t('column.code'),
              <Anchor component={Link} to={`/certificates/${row.code}`}>
                {row.code}
              </Anchor>,
            ],
            [t('column.issuedAt'), formats.tableTime(row.issuedAt, false)],
            ...(maySeeUsers
              ? ([
                  [
                    t('column.account'),
                    <Anchor component={Link} to={`/admin/users/${row.userId}`}>
                      {t('account')}
                    </Anchor>,
                  ],
                ] as const)
              : []),
            ...(row.revokedAt && row.revokedReason
              ? ([
                  [t('column.revokedAt'), formats.tableTime(row.revokedAt, false)],
                  [t('column.status'), t(`reason.${row.revokedReason}`)],
                ] as const)
              : []),
            ...(row.revokedNote ? ([[t('column.note'), row.revokedNote]] as const) : []),
          ]}
        />
        {row.revokedReason !== 'misconduct' && (
          <Group justify="flex-end">
            <Button variant="default" c="var(--mantine-color-error)" onClick={() => setRevoking(true)}>
              {t(row.revokedAt === null ? 'revoke.open' : 'misconduct.open')}
            </Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}
