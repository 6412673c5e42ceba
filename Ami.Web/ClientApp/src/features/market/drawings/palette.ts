import type { DrawingColor } from './kinds';

/** What the colours look like: readable on the light and on the dark chart. */
const inks: Record<DrawingColor, readonly [light: string, dark: string]> = {
  blue: ['#1d49ba', '#88a9f5'],
  teal: ['#0b6b7d', '#4fd1c5'],
  green: ['#0a7547', '#3ecf8e'],
  yellow: ['#7d5a00', '#f2cc60'],
  orange: ['#a8420a', '#ff9f5a'],
  red: ['#c0252d', '#ff7377'],
  violet: ['#6b3fc4', '#b79cff'],
  gray: ['#4a5366', '#aab3c5'],
};

export const colors = Object.keys(inks) as readonly DrawingColor[];

export const inkOf = (color: DrawingColor, dark: boolean) => inks[color][dark ? 1 : 0];
