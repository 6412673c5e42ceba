import type { components } from '@/lib/api/schema';

export type DrawingKind = components['schemas']['DrawingKind'];
export type DrawingColor = components['schemas']['DrawingColor'];
export type DrawingDash = components['schemas']['DrawingDash'];

/** An instant in Unix milliseconds and a price: a place on the chart whatever its interval, and whatever bars are loaded. */
export type Anchor = { readonly t: number; readonly price: number };

export type DrawingStyle = {
  readonly color: DrawingColor;
  readonly width: number;
  readonly dash: DrawingDash;
  readonly levels: readonly number[] | null;
};

export type Drawing = {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly points: readonly Anchor[];
  readonly style: DrawingStyle;
  readonly text: string | null;
  readonly isLocked: boolean;
  readonly isHidden: boolean;
};

const contentOf = ({ kind, points, style, text, isLocked, isHidden }: Drawing) =>
  JSON.stringify([
    kind,
    points.map(({ t, price }) => [t, price]),
    [style.color, style.width, style.dash, style.levels],
    [text, isLocked, isHidden],
  ]);

/** Whether two drawings say the same; null is none. */
export const isSame = (a: Drawing | null, b: Drawing | null) =>
  a === b || (a !== null && b !== null && contentOf(a) === contentOf(b));

type KindTraits = {
  /** How many points a person sets; the rest of a position follows from its entry. */
  clicks: number;
  color: DrawingColor;
  icon: string;
};

/** All kinds, in the order of the tool bar. */
export const kinds: Record<DrawingKind, KindTraits> = {
  trendLine: {
    clicks: 2,
    color: 'blue',
    icon: 'M6.5 17.5 17.5 6.5M5 20.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM19 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  },
  ray: {
    clicks: 2,
    color: 'blue',
    icon: 'M6.5 17.5 20 4M5 20.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM15 4h5v5',
  },
  horizontalLine: {
    clicks: 1,
    color: 'blue',
    icon: 'M3 12h7M14 12h7M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  },
  verticalLine: {
    clicks: 1,
    color: 'blue',
    icon: 'M12 3v7M12 14v7M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  },
  channel: { clicks: 3, color: 'teal', icon: 'M3 15 17 4M7 20 21 9' },
  rectangle: { clicks: 2, color: 'violet', icon: 'M4 6h16v12H4Z' },
  fibRetracement: { clicks: 2, color: 'orange', icon: 'M3 5h18M3 10.5h18M3 14h18M3 19h18' },
  fibExtension: {
    clicks: 3,
    color: 'orange',
    icon: 'M3 19 9 9l3.5 5.5M12.5 5H21M12.5 9.5H21M15 14.5h6',
  },
  measure: {
    clicks: 2,
    color: 'gray',
    icon: 'M4 20V8M4 20h16M4 8 2 10.5M4 8l2 2.5M20 20l-2.5-2M20 20l-2.5 2M9 14l6-8',
  },
  longPosition: {
    clicks: 1,
    color: 'gray',
    icon: 'M4 14h16M4 4h16v10H4ZM4 14h16v6H4ZM12 12V7M9.5 9 12 6.5 14.5 9',
  },
  shortPosition: {
    clicks: 1,
    color: 'gray',
    icon: 'M4 10h16M4 4h16v6H4ZM4 10h16v10H4ZM12 12v5M9.5 15l2.5 2.5 2.5-2.5',
  },
  text: { clicks: 1, color: 'gray', icon: 'M5 7V5h14v2M12 5v14M9.5 19h5' },
  brush: { clicks: 0, color: 'red', icon: 'M4 18c3-6 4 1 7-4s2-9 5-9 1 6 4 5' },
};

export const kindNames = Object.keys(kinds) as readonly DrawingKind[];

/** The shares of a move that a Fibonacci drawing can show: those that the server takes. */
export const allLevels = [
  0, 0.236, 0.382, 0.5, 0.618, 0.786, 1, 1.272, 1.414, 1.618, 2, 2.272, 2.618, 3.618, 4.236,
] as const;

export const hasLevels = (kind: DrawingKind) => kind === 'fibRetracement' || kind === 'fibExtension';
export const isPosition = (kind: DrawingKind) => kind === 'longPosition' || kind === 'shortPosition';
/** Drawn point by point as the hand moves, between bars as well. */
export const isFree = (kind: DrawingKind) => kind === 'brush';

export function plainStyle(kind: DrawingKind): DrawingStyle {
  const levels =
    kind === 'fibRetracement'
      ? [0, 0.236, 0.382, 0.5, 0.618, 0.786, 1]
      : kind === 'fibExtension'
        ? [0, 0.618, 1, 1.618, 2.618]
        : null;
  return {
    color: kinds[kind].color,
    width: hasLevels(kind) || isPosition(kind) ? 1 : 2,
    dash: 'solid',
    levels,
  };
}

export const limits = {
  ofASymbol: 500,
  brushPoints: 300,
  text: 500,
  templateName: 40,
  templates: 100,
  earliest: -2_208_988_800_000,
  latest: 4_102_444_800_000,
} as const;
