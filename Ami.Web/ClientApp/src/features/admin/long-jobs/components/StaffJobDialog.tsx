import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { LongJobState } from '@/components/longJobs/LongJobState';
import { useLongJobTexts } from '@/components/longJobs/useLongJobTexts';
import { Output } from '@/components/Output';
import { toast } from '@/components/toasts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { isOpen } from '@/lib/longJobs/longJobs';
import { useCancelStaffJob, type StaffJob } from '../api/longJobs';

/** A job with what its silos had to say of it. */
export function StaffJobDialog({
  row: { job: staff, owner },
  onClose,
}: {
  row: StaffJob;
  onClose: () => void;
}) {
  const { t } = useTranslation('adminLongJobs');
  const formats = useFormats();
  const texts = useLongJobTexts();
  const errorText = useErrorText();
  const mayCancel = useMay('system.manage');
  const cancel = useCancelStaffJob();
  const { job } = staff;
  const none = t('noValue', { ns: 'common' });
  const time = (at: string | null) => (at ? formats.fullTime(at) : none);
  return (
    <Dialog opened onClose={onClose} title={`${texts.kind(job.kind)} ${job.subject}`}>
      <Stack gap="md">
        <Facts
          items={[
            [t('column.state'), <LongJobState key="state" state={job.state} />],
            [t('column.owner'), owner ?? none],
            [t('doing'), isOpen(job) ? texts.doing(job) : none],
            [t('attempt'), formats.integer(job.attempt)],
            [t('setbacks'), formats.integer(staff.setbacks)],
            [t('process'), staff.process ?? none],
            [t('heardAt'), time(staff.heardAt)],
            [t('column.createdAt'), time(job.createdAt)],
            [t('column.endedAt'), time(job.endedAt)],
          ]}
        />
        {job.error && <Output label={t('error')} text={`${job.error.code}\n${job.error.message}`} />}
        {staff.fault && <Output label={t('fault')} text={staff.fault} />}
        <Group justify="flex-end">
          {mayCancel && isOpen(job) && (
            <Button
              variant="default"
              loading={cancel.isPending}
              onClick={() =>
                cancel.mutate(job.id, {
                  onSuccess: onClose,
                  onError: (error) => toast(errorText(error), { tone: 'error' }),
                })
              }
            >
              {t('cancel')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('close', { ns: 'common' })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
