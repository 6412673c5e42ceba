import type { Anchor, Drawing } from './kinds';
import { label, line, lineHeight, type Mark, type Projection, type Tone } from './mark';
import { corners, type Pixel } from './plane';

/** Levels from a price on, by shares of a move; from `left` to `right`. */
export function levels(
  drawing: Drawing,
  projection: Projection,
  zero: number,
  move: number,
  left: number,
  right: number,
): Mark[] {
  const shown = (drawing.style.levels ?? []).map((level) => {
    const price = zero + move * level;
    return { level, price, y: projection.y(price) };
  });
  return shown.flatMap(({ level, price, y }, index): Mark[] => {
    const before = shown[index - 1];
    const area: Mark[] = before
      ? [{ type: 'area', points: corners({ x: left, y: before.y }, { x: right, y }), tone: 'own' }]
      : [];
    return [
      ...area,
      {
        type: 'line',
        points: [
          { x: left, y },
          { x: right, y },
        ],
        tone: 'own',
      },
      label({ x: left + 4, y: y - 3 }, [
        `${projection.words.level(level)} (${projection.words.price(price)})`,
      ]),
    ];
  });
}

export function measured(a: Anchor, b: Anchor, projection: Projection): readonly string[] {
  const { words, place } = projection;
  const change = b.price - a.price;
  return [
    `${words.change(change)} (${words.percent(change / a.price)})`,
    words.bars(Math.round(place(b.t) - place(a.t))),
  ];
}

/** What a plan risks, what it aims for, and how many times the risk that is (R). */
export function planOf(points: readonly Anchor[]) {
  const [entry, stop, target] = points.map(({ price }) => price);
  if (entry === undefined || stop === undefined || target === undefined) return null;
  const [risk, reward] = [Math.abs(entry - stop), Math.abs(target - entry)];
  return { entry, stop, target, risk, reward, ratio: risk === 0 ? 0 : reward / risk };
}

export function position(drawing: Drawing, pixels: readonly Pixel[], { words }: Projection): Mark[] {
  const plan = planOf(drawing.points);
  const [entry, stop, target] = pixels;
  if (!plan || !entry || !stop || !target) return [];
  const [left, right] = [Math.min(entry.x, stop.x), Math.max(entry.x, stop.x)];
  const middle = (left + right) / 2;
  const up = target.y < entry.y;
  const share = (amount: number) => words.percent(amount / plan.entry);
  const level = (y: number, tone: Tone, thin = false): Mark => ({
    type: 'line',
    points: [
      { x: left, y },
      { x: right, y },
    ],
    tone,
    thin,
  });
  return [
    { type: 'area', points: corners({ x: left, y: entry.y }, { x: right, y: target.y }), tone: 'gain' },
    { type: 'area', points: corners({ x: left, y: entry.y }, { x: right, y: stop.y }), tone: 'loss' },
    level(target.y, 'gain', true),
    level(stop.y, 'loss', true),
    level(entry.y, 'own'),
    label(
      { x: middle, y: target.y + (up ? -8 : lineHeight + 4) },
      [words.target(words.price(plan.target), share(plan.reward))],
      true,
      'gain',
    ),
    label(
      { x: middle, y: stop.y + (up ? lineHeight + 4 : -8) },
      [words.risk(words.price(plan.stop), share(plan.risk))],
      true,
      'loss',
    ),
    label({ x: middle, y: entry.y - 8 }, [words.reward(words.ratio(plan.ratio))], true),
  ];
}

export function channel([a, b, c]: readonly Pixel[]): Mark[] {
  if (!a || !b) return [];
  if (!c) return line([a, b]);
  // By as much as the third point is off the line: upward, unless the line itself goes straight up.
  const along = a.x === b.x ? null : a.y + ((c.x - a.x) / (b.x - a.x)) * (b.y - a.y);
  const move = along === null ? { x: c.x - a.x, y: 0 } : { x: 0, y: c.y - along };
  const [over, under] = [a, b].map(({ x, y }) => ({ x: x + move.x, y: y + move.y }));
  if (!over || !under) return [];
  const middle = [a, b].map(({ x, y }) => ({ x: x + move.x / 2, y: y + move.y / 2 }));
  return [
    { type: 'area', points: [a, b, under, over], tone: 'own' },
    ...line([a, b]),
    ...line([over, under]),
    { type: 'line', points: middle, tone: 'own', dash: 'dashed', thin: true },
  ];
}
