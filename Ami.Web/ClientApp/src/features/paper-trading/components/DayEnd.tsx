import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { momentOf } from '@/lib/live/hours';
import { useDayEnd } from '../api/hours';
import type { Instrument } from '../api/types';
import '../texts/hours';

type Props = { instrument: Pick<Instrument, 'symbol' | 'sessions' | 'source'> };

/** Until when an order works that is good for the day and placed now. */
export function DayEnd({ instrument }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { ends, now } = useDayEnd(instrument);
  // What the feed plays goes by a clock that is nobody's.
  if (instrument.source === 'replay' && instrument.sessions != null) return t('hours.replayedDay');
  if (ends === null) return t('hours.day');
  const { time, day } = momentOf(formats, ends, now);
  return day === null ? t('hours.untilToday', { time }) : t('hours.until', { day, time });
}
