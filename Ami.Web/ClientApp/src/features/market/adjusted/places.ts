import type { CorporateAction } from './factors';

/** At which of the bars each action stands: the first that is not over when it comes. Of those outside of the bars nothing is shown. */
export function placesOf(actions: readonly CorporateAction[], bars: readonly { t: number }[]) {
  const [first, last, length] = [bars[0]?.t ?? 0, bars.at(-1)?.t ?? 0, lengthOf(bars)];
  return actions.flatMap((action) => {
    const t = Date.parse(action.at) / 1000;
    if (bars.length === 0 || t < first) return [];
    const after = bars.findIndex((bar) => bar.t >= t);
    if (bars[after]?.t === t) return [{ action, index: after }];
    // Between two bars: within the first of them where that goes on until then, which the distance of most bars tells.
    const index = after < 0 ? bars.length - 1 : after;
    const before = bars[index - 1];
    if (after < 0) return t < last + length ? [{ action, index }] : [];
    return [{ action, index: before && t < before.t + length ? index - 1 : index }];
  });
}

/** Bars are as long as the shortest distance between two of them. */
const lengthOf = (bars: readonly { t: number }[]) =>
  bars.reduce(
    (least, { t }, i) => Math.min(least, i === 0 ? least : t - (bars[i - 1]?.t ?? 0)),
    Number.POSITIVE_INFINITY,
  );
