import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { eventsKey, loadEvents, type PaymentEvent } from '../api/payments';
import { EventDialog } from '../components/EventDialog';
import { useAccountFilter } from '../components/useAccountFilter';
import '../texts';

const states = ['received', 'handled', 'kept', 'failed'] as const;
const tones = { received: 'accent', handled: 'plain', kept: 'plain', failed: 'warn' } as const;

/** As the provider names what it tells most. Others are found by their state. */
const types = [
  'checkout.session.completed',
  'checkout.session.expired',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.trial_will_end',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'charge.refunded',
  'charge.dispute.created',
] as const;

export function PaymentEventsPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const mayRetry = useMay('payments.manage');
  const account = useAccountFilter();
  const [open, setOpen] = useState<PaymentEvent | null>(null);
  const columns: AdminColumn<PaymentEvent>[] = [
    { key: 'type', label: t('events.type'), render: (event) => event.type },
    {
      key: 'state',
      label: t('events.state'),
      render: ({ state }) => <Tag tone={tones[state]}>{t(`events.states.${state}`)}</Tag>,
    },
    { key: 'objectId', label: t('events.about'), render: (event) => event.objectId },
    {
      key: 'receivedAt',
      label: t('events.receivedAt'),
      sortable: true,
      render: (event) => formats.tableTime(event.receivedAt),
    },
    {
      key: 'attempts',
      label: t('events.attempts'),
      numeric: true,
      render: (event) => formats.integer(event.attempts),
    },
    {
      key: 'fault',
      label: t('events.fault'),
      render: (event) => event.fault?.split('\n', 1)[0]?.slice(0, 80),
    },
    {
      key: 'occurredAt',
      label: t('events.occurredAt'),
      hidden: true,
      render: (event) => formats.tableTime(event.occurredAt),
    },
    {
      key: 'handledAt',
      label: t('events.handledAt'),
      hidden: true,
      render: (event) => event.handledAt && formats.tableTime(event.handledAt),
    },
    { key: 'apiVersion', label: t('events.apiVersion'), hidden: true, render: (event) => event.apiVersion },
    { key: 'stripeId', label: t('events.id'), hidden: true, render: (event) => event.stripeId },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('events.state'),
      options: states.map((value) => ({ value, label: t(`events.states.${value}`) })),
    },
    {
      name: 'type',
      label: t('events.type'),
      options: types.map((value) => ({ value, label: value })),
    },
    ...account,
  ];
  return (
    <Page title={t('events.title')} lead={t('events.lead')}>
      <AdminTable
        id="payment-events"
        label={t('events.title')}
        columns={columns}
        filters={filters}
        defaultSort="-receivedAt"
        rowKey={(event) => event.id}
        onOpen={setOpen}
        queryKey={eventsKey}
        load={loadEvents}
        refetchInterval={10_000}
        empty={{ title: t('events.empty') }}
      />
      {open && <EventDialog event={open} mayRetry={mayRetry} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { PaymentEventsPage as Component };
