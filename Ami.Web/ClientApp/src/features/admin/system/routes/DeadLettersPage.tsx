import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Dialog } from '@/components/Dialog';
import { Page } from '@/components/Page';
import { toast } from '@/components/toasts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useChoiceParam, useTextParam } from '@/lib/urlState';
import { beat, lettersKey, loadLetters, useRetryAll, type DeadLetter } from '../api/system';
import { LetterDialog } from '../components/LetterDialog';
import '../texts';

/** Deliveries of events that failed for good: see why, and try again. */
export function DeadLettersPage() {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const mayRetry = useMay('system.manage');
  const [open, setOpen] = useState<DeadLetter | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'retry-all'] as const, 'none');
  const columns: AdminColumn<DeadLetter>[] = [
    { key: 'eventName', label: t('letter.event'), render: (letter) => letter.eventName },
    { key: 'handler', label: t('letter.handler'), render: (letter) => letter.handler },
    {
      key: 'occurredAt',
      label: t('letter.occurredAt'),
      render: (letter) => formats.tableTime(letter.occurredAt),
    },
    {
      key: 'attempts',
      label: t('letter.attempts'),
      numeric: true,
      render: (letter) => formats.integer(letter.attempts),
    },
    {
      key: 'error',
      label: t('letter.error'),
      render: (letter) =>
        (letter.lastError ?? t('noValue', { ns: 'common' })).split('\n', 1)[0]?.slice(0, 120),
    },
  ];
  return (
    <Page
      title={t('letters.title')}
      lead={t('letters.lead')}
      actions={
        mayRetry && (
          <Button variant="default" onClick={() => setDialog('retry-all')}>
            {t('letters.retryAll')}
          </Button>
        )
      }
    >
      <AdminTable
        id="dead-letters"
        label={t('letters.title')}
        columns={columns}
        search={t('letters.search')}
        defaultSort="-occurredAt"
        rowKey={(letter) => `${letter.eventId} ${letter.handler}`}
        onOpen={setOpen}
        queryKey={lettersKey}
        load={loadLetters}
        empty={{ title: t('letters.empty'), hint: t('letters.emptyHint') }}
        refetchInterval={beat}
      />
      {dialog === 'retry-all' && mayRetry && <RetryAllDialog onClose={() => setDialog('none')} />}
      {open && <LetterDialog letter={open} mayRetry={mayRetry} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function RetryAllDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminSystem');
  const errorText = useErrorText();
  const [q] = useTextParam('q');
  const retry = useRetryAll();
  return (
    <Dialog opened onClose={onClose} title={t('letters.retryAll')}>
      <Stack gap="md">
        <Text size="sm">{q ? t('letters.retryMatching', { q }) : t('letters.retryEvery')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button
            loading={retry.isPending}
            onClick={() =>
              retry.mutate(q, {
                onSuccess({ retried }) {
                  toast(t('letter.retried', { count: retried }));
                  onClose();
                },
                onError: (error) => toast(errorText(error), { tone: 'error' }),
              })
            }
          >
            {t('letters.retryAll')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

export { DeadLettersPage as Component };
