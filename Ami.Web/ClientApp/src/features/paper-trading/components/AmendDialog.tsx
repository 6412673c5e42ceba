import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useNumberProblem } from '@/components/useNumberProblem';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useAmendOrder } from '../api/orders';
import type { Order } from '../api/types';
import { amendable, readAmendment, valueOf, type AmendField } from '../domain/amendment';
import '../texts/terms';
import '../texts/review';

type Props = { order: Order; digits: { price: number; quantity: number }; onClose: () => void };

/** New terms for a working order. It amends the order as it was when the dialog opened: what happens meanwhile is not overwritten. */
export default function AmendDialog({ order: shown, digits, onClose }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const numberProblem = useNumberProblem();
  const [order] = useState(shown);
  const fields = amendable(order);
  const [typed, setTyped] = useState<Partial<Record<AmendField, string>>>(() =>
    Object.fromEntries(
      fields.map((field) => [
        field,
        asTyped(Decimal.of(valueOf(order, field) ?? 0), formats.decimalSeparator),
      ]),
    ),
  );
  const amend = useAmendOrder();
  const { problems, request } = readAmendment(order, typed, digits, formats.decimalSeparator);
  const { symbol } = order;
  const unchanged = request === null && Object.keys(problems).length === 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!request) return;
    amend.mutate(
      { id: order.id, ...request },
      {
        onSuccess() {
          toast(t('amend.done', { symbol }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog opened onClose={onClose} title={t('amend.title', { symbol })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">
            {t(`side.${order.side}`)} · {t(`type.${order.type}`)}. {t('amend.lead')}
          </Text>
          {fields.map((field) => {
            const problem = problems[field];
            return (
              <AmountInput
                key={field}
                label={field === 'trail' ? t('amend.trail') : t(`ticket.${field}`)}
                value={typed[field]}
                onChange={(value) => setTyped((old) => ({ ...old, [field]: value }))}
                error={
                  problem && numberProblem(problem, field === 'quantity' ? digits.quantity : digits.price)
                }
              />
            );
          })}
          {amend.lost && (
            <Alert color="yellow" role="status">
              {t('review.lost')}
            </Alert>
          )}
          {amend.error && (
            <Alert color="red" role="alert">
              {errorText(amend.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            {unchanged && (
              <Text size="xs" c="dimmed">
                {t('amend.nothing')}
              </Text>
            )}
            <Button variant="default" onClick={onClose} disabled={amend.isPending}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={amend.isPending} disabled={!request}>
              {t('amend.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
