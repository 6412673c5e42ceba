import type { ChartColors } from '@/components/charts/chartColors';
import { labelBox } from './hit';
import type { Drawing, DrawingDash } from './kinds';
import { lineHeight, sizeOf, type Mark, type Projection, type Tone } from './mark';
import { gripsOf, marksOf } from './marks';
import type { Pixel } from './plane';
import { inkOf } from './palette';

export type Theme = { dark: boolean; colors: ChartColors; font: string };

const dashes: Record<DrawingDash, (width: number) => number[]> = {
  solid: () => [],
  dashed: (width) => [4 + 2 * width, 3 + width],
  dotted: (width) => [width, 2 + width],
};

const translucent = '22';

function way(canvas: CanvasRenderingContext2D, points: readonly Pixel[]) {
  canvas.beginPath();
  points.forEach(({ x, y }, index) => (index === 0 ? canvas.moveTo(x, y) : canvas.lineTo(x, y)));
}

/** Lines that go straight across or up are as thin as they are meant to be when they lie between two pixels. */
const crisp = (points: readonly Pixel[], width: number): readonly Pixel[] => {
  const [a, b] = points;
  if (points.length !== 2 || !a || !b || (a.x !== b.x && a.y !== b.y) || width % 2 === 0) return points;
  return points.map(({ x, y }) => ({ x: Math.round(x) + 0.5, y: Math.round(y) + 0.5 }));
};

export function paintMarks(
  canvas: CanvasRenderingContext2D,
  drawing: Drawing,
  marks: readonly Mark[],
  theme: Theme,
) {
  const ink = (tone: Tone) => (tone === 'own' ? inkOf(drawing.style.color, theme.dark) : theme.colors[tone]);
  for (const mark of marks) {
    const color = ink(mark.tone);
    if (mark.type === 'area') {
      way(canvas, mark.points);
      canvas.closePath();
      canvas.fillStyle = color + translucent;
      canvas.fill();
    } else if (mark.type === 'line') {
      const width = mark.thin ? 1 : drawing.style.width;
      way(canvas, crisp(mark.points, width));
      canvas.lineWidth = width;
      canvas.lineJoin = canvas.lineCap = 'round';
      canvas.strokeStyle = color;
      canvas.setLineDash(dashes[mark.dash ?? drawing.style.dash](width));
      canvas.stroke();
      canvas.setLineDash([]);
    } else paintLabel(canvas, mark, color, theme);
  }
}

function paintLabel(
  canvas: CanvasRenderingContext2D,
  mark: Extract<Mark, { type: 'label' }>,
  color: string,
  theme: Theme,
) {
  canvas.font = `${mark.boxed ? 500 : 400} ${sizeOf(mark)}px ${theme.font}`;
  canvas.textAlign = mark.align;
  canvas.textBaseline = 'alphabetic';
  if (mark.boxed) {
    const box = labelBox(mark);
    const width = Math.max(...mark.lines.map((line) => canvas.measureText(line).width)) + 12;
    canvas.beginPath();
    canvas.roundRect(mark.at.x - width / 2, box.top, width, box.bottom - box.top + 2, 4);
    canvas.fillStyle = theme.colors.panel;
    canvas.fill();
    canvas.lineWidth = 1;
    canvas.strokeStyle = color;
    canvas.stroke();
  }
  canvas.fillStyle = color;
  mark.lines.forEach((line, index) => canvas.fillText(line, mark.at.x, mark.at.y + index * lineHeight));
}

/** Where the drawing can be taken. Of a locked one the points are squares without filling: they show, and do not move. */
function paintGrips(
  canvas: CanvasRenderingContext2D,
  drawing: Drawing,
  grips: readonly Pixel[],
  theme: Theme,
) {
  const ink = inkOf(drawing.style.color, theme.dark);
  canvas.lineWidth = 2;
  canvas.strokeStyle = ink;
  canvas.fillStyle = theme.colors.panel;
  for (const { x, y } of grips) {
    canvas.beginPath();
    if (drawing.isLocked) canvas.rect(x - 4, y - 4, 8, 8);
    else canvas.arc(x, y, 5, 0, 2 * Math.PI);
    if (!drawing.isLocked) canvas.fill();
    canvas.stroke();
  }
}

/** A cross where the Enter key would set a point. */
function paintCursor(
  canvas: CanvasRenderingContext2D,
  { x, y }: Pixel,
  { width, height }: Projection,
  theme: Theme,
) {
  canvas.lineWidth = 1;
  canvas.strokeStyle = theme.colors.accent;
  canvas.setLineDash([4, 4]);
  for (const points of [
    [
      { x: 0, y },
      { x: width, y },
    ],
    [
      { x, y: 0 },
      { x, y: height },
    ],
  ]) {
    way(canvas, crisp(points, 1));
    canvas.stroke();
  }
  canvas.setLineDash([]);
  canvas.beginPath();
  canvas.arc(x, y, 6, 0, 2 * Math.PI);
  canvas.stroke();
}

export type Scene = {
  drawings: readonly Drawing[];
  selected: string | null;
  cursor: Pixel | null;
};

export function paintScene(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  projection: Projection,
  theme: Theme,
) {
  canvas.save();
  canvas.beginPath();
  canvas.rect(0, 0, projection.width, projection.height);
  canvas.clip();
  for (const drawing of scene.drawings) paintMarks(canvas, drawing, marksOf(drawing, projection), theme);
  const chosen = scene.drawings.find(({ id }) => id === scene.selected);
  if (chosen) paintGrips(canvas, chosen, gripsOf(chosen, projection), theme);
  if (scene.cursor) paintCursor(canvas, scene.cursor, projection, theme);
  canvas.restore();
}
