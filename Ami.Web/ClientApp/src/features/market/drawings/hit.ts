import type { Drawing } from './kinds';
import { lineHeight, sizeOf, type Mark, type Projection } from './mark';
import { gripsOf, marksOf } from './marks';
import { distance, distanceToSegment, isInside, isWithin, type Box, type Pixel } from './plane';

/** A drawing under the pointer; by which of its points it was taken, or null for the whole. */
export type Hit = { id: string; grip: number | null };

/** A finger is not as exact as a mouse. */
export const reach = { mouse: 6, touch: 14 } as const;

/** Where the words of a label stand, near enough: a canvas that is not there cannot measure. */
export function labelBox(mark: Extract<Mark, { type: 'label' }>): Box {
  const width = Math.max(...mark.lines.map((line) => line.length)) * sizeOf(mark) * 0.58;
  const left = mark.align === 'center' ? mark.at.x - width / 2 : mark.at.x;
  return {
    left: left - 2,
    right: left + width + 2,
    top: mark.at.y - lineHeight + 2,
    bottom: mark.at.y + (mark.lines.length - 1) * lineHeight + 4,
  };
}

/** How far a pixel is from what is drawn in lines or words. */
function distanceTo(mark: Mark, at: Pixel): number {
  if (mark.type === 'label') return isInside(at, labelBox(mark)) ? 0 : Number.POSITIVE_INFINITY;
  if (mark.type === 'area') return Number.POSITIVE_INFINITY;
  return Math.min(
    ...mark.points.slice(1).map((to, index) => distanceToSegment(at, mark.points[index] ?? to, to)),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * What is under a pixel: first a point of the selected drawing, then lines and words, the latest drawn first, then areas. So a line within
 * an area can be taken, and what is selected is not lost below something else.
 */
export function hitTest(
  drawings: readonly Drawing[],
  selected: string | null,
  at: Pixel,
  projection: Projection,
  within: number,
): Hit | null {
  const shown = drawings.filter(({ isHidden }) => !isHidden).toReversed();
  const chosen = shown.find(({ id }) => id === selected);
  const grip = chosen && nearest(gripsOf(chosen, projection), at, within + 3);
  if (chosen && grip !== null && grip !== undefined) return { id: chosen.id, grip };
  const marked = shown.map((drawing) => ({ id: drawing.id, marks: marksOf(drawing, projection) }));
  const found =
    marked.find(({ marks }) => marks.some((mark) => distanceTo(mark, at) <= within)) ??
    marked.find(({ marks }) => marks.some((mark) => mark.type === 'area' && isWithin(at, mark.points)));
  return found ? { id: found.id, grip: null } : null;
}

/** Which of several pixels is nearest, if one is near enough. */
export function nearest(pixels: readonly Pixel[], at: Pixel, within: number): number | null {
  let [best, closest]: [number | null, number] = [null, within];
  pixels.forEach((pixel, index) => {
    const away = distance(pixel, at);
    if (away <= closest) [best, closest] = [index, away];
  });
  return best;
}
