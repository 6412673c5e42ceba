import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { closedAt, momentOf } from '@/lib/live/hours';
import { useStretch } from '../api/hours';
import type { Instrument } from '../api/types';
import '../texts/hours';

/** That the market of a symbol is closed, and what becomes of an order that is sent all the same. */
export function HoursNote({ instrument }: { instrument: Instrument }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { stretch, now } = useStretch(instrument);
  const closed = stretch && instrument.source !== 'replay' ? closedAt([stretch], now) : null;
  if (!closed?.opens) return null;
  const { time, day } = momentOf(formats, closed.opens, now);
  return (
    <Text size="xs" c="dimmed" role="status">
      {day === null ? t('hours.closedToday', { time }) : t('hours.closed', { day, time })} {t('hours.waits')}
    </Text>
  );
}
