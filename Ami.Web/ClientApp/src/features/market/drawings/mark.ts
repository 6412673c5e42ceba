import type { Anchor, DrawingDash } from './kinds';
import type { Pixel } from './plane';

/** How the chart stands now: what turns places into pixels and values into words. */
export type Projection = {
  width: number;
  height: number;
  /** The place of an instant among the bars. */
  place: (t: number, exact?: boolean) => number;
  x: (place: number) => number;
  y: (price: number) => number;
  words: {
    price: (value: number) => string;
    /** With its sign. */
    change: (value: number) => string;
    percent: (fraction: number) => string;
    ratio: (value: number) => string;
    level: (value: number) => string;
    bars: (count: number) => string;
    risk: (amount: string, percent: string) => string;
    target: (amount: string, percent: string) => string;
    reward: (ratio: string) => string;
  };
};

export type Tone = 'own' | 'gain' | 'loss';

/** What a drawing consists of on screen. The same marks are painted and pointed at. */
export type Mark =
  | { type: 'line'; points: readonly Pixel[]; tone: Tone; dash?: DrawingDash; thin?: boolean }
  | { type: 'area'; points: readonly Pixel[]; tone: Tone }
  | {
      type: 'label';
      at: Pixel;
      lines: readonly string[];
      align: 'left' | 'center';
      boxed: boolean;
      tone: Tone;
    };

export const fontSize = 12;
export const lineHeight = 16;
const textSize = 14;

export const sizeOf = (mark: Extract<Mark, { type: 'label' }>) => (mark.boxed ? fontSize : textSize);

export function pixelOf({ t, price }: Anchor, projection: Projection, exact = false): Pixel {
  return { x: projection.x(projection.place(t, exact)), y: projection.y(price) };
}

export function line(points: readonly Pixel[] | null, tone: Tone = 'own'): Mark[] {
  return points ? [{ type: 'line', points, tone }] : [];
}

export const label = (at: Pixel, lines: readonly string[], boxed = false, tone: Tone = 'own'): Mark => ({
  type: 'label',
  at,
  lines,
  align: boxed ? 'center' : 'left',
  boxed,
  tone,
});
