import { useAddress, withParam } from '@/lib/urlState';

/** Days as `2026-05-31`, both of them part of what is asked for; an end that is missing is open. */
export type Days = { from?: string; to?: string };

// A year that is being typed begins with zeros.
const written = /^(19|20|21)\d\d-\d\d-\d\d$/;

/** Whether the calendar has the day, or none is said. */
function isDay(text: string) {
  if (text === '') return true;
  const at = new Date(`${text}T00:00Z`);
  return written.test(text) && !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(text);
}

/** The days that a list is about, kept in the address: those of the person, by their time zone. */
export function useDays() {
  const [params, change] = useAddress();
  const typed = { from: params.get('from') ?? '', to: params.get('to') ?? '' };
  const { from, to } = typed;
  const days: Days = {};
  if (from) days.from = from;
  if (to) days.to = to;
  const faults = {
    from: isDay(from) ? null : 'none',
    to: !isDay(to) ? 'none' : isDay(from) && from && to && from > to ? 'order' : null,
  } as const;
  return {
    /** What stands in the fields. */
    typed,
    days,
    isSet: from !== '' || to !== '',
    /** What is wrong with what stands there: then nothing is asked for. */
    faults,
    isSound: !faults.from && !faults.to,
    set: (end: keyof Days, value: string) => change((old) => withParam(old, end, value)),
    clear: () => change((old) => withParam(withParam(old, 'from', ''), 'to', '')),
  };
}

export type DaysAsked = ReturnType<typeof useDays>;
