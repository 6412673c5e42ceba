import { zoneOffsets } from './zonedTime';

/** An instant as the clocks of a zone show it, as a field for date and time takes it. */
export function wallOf(milliseconds: number, timeZone: string): string {
  const seconds = Math.floor(milliseconds / 1000);
  const text = new Date((seconds + zoneOffsets(timeZone)(seconds)) * 1000).toISOString().slice(0, 19);
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}

/** The instant of what such a field holds; null of what is no time. */
export function instantOf(wall: string, timeZone: string): number | null {
  const local = Date.parse(`${wall}Z`) / 1000;
  if (!Number.isFinite(local)) return null;
  const offset = zoneOffsets(timeZone);
  // The offset that holds then; near a change of clocks the first guess may be that of the other side.
  return (local - offset(local - offset(local))) * 1000;
}
