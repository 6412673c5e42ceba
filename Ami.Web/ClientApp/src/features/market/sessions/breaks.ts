const daySeconds = 86_400;

type Bars = readonly { t: number }[];

/**
 * The places of the bars with which a session begins: the first ones that are not over when it opens.
 * @param opens When sessions open, in seconds, in order. One of which there is no bar, as on a holiday that the calendar does not know, has none.
 * @param length Of a bar, in seconds.
 */
export function sessionBreaks(bars: Bars, opens: readonly number[], length: number): number[] {
  const found: number[] = [];
  let place = 0;
  for (const at of opens) {
    while ((bars[place]?.t ?? Infinity) + length <= at) place++;
    if (place > 0 && place < bars.length && found.at(-1) !== place) found.push(place);
  }
  return found;
}

/** The places of the bars with which a day begins, by the person's clock. */
export function dayBreaks(bars: Bars, offset: (t: number) => number): number[] {
  const days = bars.map(({ t }) => Math.floor((t + offset(t)) / daySeconds));
  return days.flatMap((day, place) => (place > 0 && day !== days[place - 1] ? [place] : []));
}

const span = 30 * daySeconds;

/** The time of which sessions are asked for: whole months around the bars, so that few more of them ask for nothing more. */
export function spanOf(bars: Bars): { from: number; to: number } | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return null;
  return { from: Math.floor(first.t / span) * span, to: (Math.floor(last.t / span) + 1) * span };
}
