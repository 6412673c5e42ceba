import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { Output } from '@/components/Output';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useRetryEvent, type PaymentEvent } from '../api/payments';

type Props = { event: PaymentEvent; mayRetry: boolean; onClose: () => void };

/** One event of the payment provider, and what became of it. */
export function EventDialog({ event, mayRetry, onClose }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const errorText = useErrorText();
  const retry = useRetryEvent();
  return (
    <Dialog opened onClose={onClose} title={event.type}>
      <Stack gap="md">
        <Text size="sm">{t(`events.hints.${event.state}`)}</Text>
        <Facts
          items={[
            [t('events.state'), t(`events.states.${event.state}`)],
            [t('events.about'), event.objectId],
            [t('events.occurredAt'), formats.fullTime(event.occurredAt)],
            [t('events.receivedAt'), formats.fullTime(event.receivedAt)],
            [
              t('events.handledAt'),
              event.handledAt ? formats.fullTime(event.handledAt) : t('noValue', { ns: 'common' }),
            ],
            [t('events.attempts'), formats.integer(event.attempts)],
            [t('events.livemode'), t(event.livemode ? 'events.live' : 'events.test')],
            [t('events.apiVersion'), event.apiVersion ?? t('noValue', { ns: 'common' })],
            [t('events.id'), event.stripeId],
          ]}
        />
        {event.fault && <Output label={t('events.fault')} text={event.fault} />}
        <Group justify="flex-end">
          {event.userId && (
            <Button component={Link} to={`/admin/users/${event.userId}`} variant="default">
              {t('events.person')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('close', { ns: 'common' })}
          </Button>
          {mayRetry && (
            <Button
              loading={retry.isPending}
              onClick={() =>
                retry.mutate(event.id, {
                  onSuccess() {
                    toast(t('events.retried'));
                    onClose();
                  },
                  onError: (error) => toast(errorText(error), { tone: 'error' }),
                })
              }
            >
              {t('events.retry')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
