import { colorOf, type ColorName } from '../indicators/colors';

/** In the order in which symbols were added; indicators begin with others. */
const names: readonly ColorName[] = ['pink', 'gold', 'teal', 'violet', 'brown'];

export const colorAt = (index: number, scheme: 'light' | 'dark') =>
  colorOf(names[index % names.length] ?? 'grey', scheme);
