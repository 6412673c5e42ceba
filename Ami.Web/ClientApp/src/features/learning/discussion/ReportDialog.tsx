import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { hidingReasons, type HidingReason } from '@/lib/hidingReasons';
import { discussionKey, reportPost, type Post } from './api';

/** Asks staff to look at a post. */
export function ReportDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useTranslation('discussion');
  const [reason, setReason] = useState<HidingReason>(hidingReasons[0]);
  return (
    <ActDialog
      title={t('reportDialog.title')}
      lead={t('reportDialog.lead')}
      submit={t('reportDialog.submit')}
      done={t('reportDialog.done')}
      act={() => reportPost(post.id, reason)}
      refresh={[discussionKey(post.lessonId)]}
      onClose={onClose}
    >
      <NativeSelect
        label={t('reportDialog.reason')}
        data={hidingReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as HidingReason)}
      />
    </ActDialog>
  );
}
