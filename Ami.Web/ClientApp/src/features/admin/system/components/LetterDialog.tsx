import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { Output } from '@/components/Output';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useRetry, type DeadLetter } from '../api/system';

type Props = { letter: DeadLetter; mayRetry: boolean; onClose: () => void };

/** One failed delivery, with the error it ended with. */
export function LetterDialog({ letter, mayRetry, onClose }: Props) {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const errorText = useErrorText();
  const retry = useRetry();
  return (
    <Dialog opened onClose={onClose} title={letter.eventName}>
      <Stack gap="md">
        <Facts
          items={[
            [t('letter.handler'), letter.handler],
            [t('letter.occurredAt'), formats.fullTime(letter.occurredAt)],
            [t('letter.attempts'), formats.integer(letter.attempts)],
            [t('letter.eventId'), letter.eventId],
          ]}
        />
        {letter.lastError && <Output label={t('letter.error')} text={letter.lastError} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close', { ns: 'common' })}
          </Button>
          {mayRetry && (
            <Button
              loading={retry.isPending}
              onClick={() =>
                retry.mutate(letter, {
                  onSuccess() {
                    toast(t('letter.retried', { count: 1 }));
                    onClose();
                  },
                  onError: (error) => toast(errorText(error), { tone: 'error' }),
                })
              }
            >
              {t('letter.retry')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
