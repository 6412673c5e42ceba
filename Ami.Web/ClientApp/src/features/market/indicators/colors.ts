/** Colours of lines, on light and on dark. Not green nor red, which mean gain and loss. */
const palette = {
  blue: ['#2457d6', '#6a91f3'],
  orange: ['#b45309', '#f59e0b'],
  violet: ['#7c3aed', '#a78bfa'],
  teal: ['#0e7490', '#22d3ee'],
  pink: ['#be185d', '#f472b6'],
  brown: ['#78593a', '#c8a27a'],
  gold: ['#8a6d00', '#e2c541'],
  grey: ['#5a6270', '#a3acbb'],
} as const;

export type ColorName = keyof typeof palette;

export const colorNames = Object.keys(palette) as ColorName[];

export const isColorName = (name: unknown): name is ColorName =>
  typeof name === 'string' && Object.hasOwn(palette, name);

export const colorOf = (name: ColorName, scheme: 'light' | 'dark') =>
  palette[name][scheme === 'light' ? 0 : 1];

/** As many as wanted, going on behind those that are used. */
export const nextColors = (used: number, count: number): ColorName[] =>
  Array.from({ length: count }, (_, i) => colorNames[(used + i) % colorNames.length] ?? 'blue');
