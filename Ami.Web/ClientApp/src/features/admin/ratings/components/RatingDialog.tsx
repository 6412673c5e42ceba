import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Facts } from '@/components/Facts';
import { ReasonAndNote } from '@/components/ReasonAndNote';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { hidingReasons, type HidingReason } from '@/lib/hidingReasons';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { hideRating, ratingRowsKey, showRating, type RatingRow } from '../api/ratings';

/** One rating: what it says, and hiding it, or showing it again. */
export function RatingDialog({ row, onClose }: { row: RatingRow; onClose: () => void }) {
  const { t } = useTranslation('adminRatings');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const maySeeUsers = useMay('users.read');
  const [reason, setReason] = useState<HidingReason>(hidingReasons[0]);
  const [note, setNote] = useState('');
  const act = row.hiddenAt === null ? 'hide' : 'show';
  return (
    <ActDialog
      title={t(`${act}.title`)}
      lead={t(`${act}.lead`)}
      submit={t(`${act}.submit`)}
      done={t(`${act}.done`)}
      danger={act === 'hide'}
      act={() => (act === 'hide' ? hideRating(row.id, reason, note.trim()) : showRating(row.id))}
      refresh={[ratingRowsKey]}
      onClose={onClose}
    >
      <Facts
        items={[
          [t('column.course'), isSpanish ? row.titleEs : row.titleEn],
          [t('column.stars'), row.stars],
          [t('column.text'), row.text === '' ? t('noText') : row.text],
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
          ...(row.hiddenAt && row.hiddenReason
            ? ([
                [t('column.hiddenAt'), formats.tableTime(row.hiddenAt, false)],
                [t('reason.label'), t(`reason.${row.hiddenReason}`)],
              ] as const)
            : []),
          ...(row.hiddenNote ? ([[t('column.note'), row.hiddenNote]] as const) : []),
        ]}
      />
      {act === 'hide' && (
        <ReasonAndNote
          reasonLabel={t('reason.label')}
          reasons={hidingReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          reason={reason}
          onReason={setReason}
          noteLabel={t('hide.note')}
          noteHint={t('hide.noteHint')}
          note={note}
          onNote={setNote}
        />
      )}
    </ActDialog>
  );
}
