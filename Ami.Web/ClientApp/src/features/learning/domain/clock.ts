/** By how many milliseconds the server's clock is ahead of the one here, which said `at` when it said `serverNow`. */
export const offsetOf = (serverNow: string, at: number) => Date.parse(serverNow) - at;

/** What is left until `endsAt`, by the server's clock; never below 0. */
export const leftOf = (endsAt: string, offset: number, now: number) =>
  Math.max(0, Date.parse(endsAt) - (now + offset));

const two = (value: number) => String(value).padStart(2, '0');

/** A time as a clock that counts down shows it: 9:05, 1:09:05. A second that has begun counts. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** When the time that is left is worth a word, in minutes. */
export const warnings = [5, 1] as const;

/** The warning that was passed between two looks at the clock, the later one first; null mostly. */
export function passed(before: number, after: number): (typeof warnings)[number] | null {
  return warnings.findLast((minutes) => before > minutes * 60_000 && after <= minutes * 60_000) ?? null;
}
