import type { TFunction } from 'i18next';
import type { Formats } from '@/lib/formats/formats';

type T = TFunction<'adminSystem'>;

/** A length of time in the unit that leaves it short. */
export function spanText(t: T, formats: Formats, seconds: number): string {
  if (seconds < 1) return t('span.milliseconds', { value: formats.integer(seconds * 1000) });
  if (seconds < 120) return t('span.seconds', { value: formats.quantity(seconds, 1) });
  if (seconds < 7200) return t('span.minutes', { value: formats.quantity(seconds / 60, 1) });
  return t('span.hours', { value: formats.quantity(seconds / 3600, 1) });
}

/** How often a job runs, in words; as it is written where there are none. */
export function timingText(t: T, formats: Formats, timing: string): string {
  if (timing === '0 * * * * ?' || timing === 'every 00:01:00') return t('timing.minute');
  const every = /^every (?:(\d+)\.)?(\d\d):(\d\d):(\d\d(?:\.\d+)?)$/.exec(timing);
  if (every) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = every.slice(1).map((part) => Number(part ?? 0));
    const span = spanText(t, formats, ((days * 24 + hours) * 60 + minutes) * 60 + seconds);
    return t('timing.every', { span });
  }
  const [, minute, hour] = /^0 (\d{1,2}) (\d{1,2}|\*) \* \* \?$/.exec(timing) ?? [];
  if (!minute || !hour) return timing || t('noValue', { ns: 'common' });
  const padded = minute.padStart(2, '0');
  return hour === '*'
    ? t('timing.hour', { minute: padded })
    : t('timing.day', { time: `${hour.padStart(2, '0')}:${padded}` });
}
