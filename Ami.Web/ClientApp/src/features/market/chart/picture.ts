import type { CandleChart } from './candleChart';
import { marksOf, type Mark } from './marksOf';

type Shot = ReturnType<CandleChart['picture']>;

/** What a picture says of itself: what is shown, and when. */
export type Caption = { title: string; time: string };

const captionHeight = 30;
const inset = 12;

const ellipsis = '…';

/** As much of a text as there is room for; that some is left out is told. A pixel more is no overflow: letters are measured otherwise on the screen. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  const fits = (part: string) => context.measureText(part).width <= room + 1;
  if (fits(text)) return text;
  const letters = [...text];
  while (letters.pop() !== undefined) {
    const part = letters.join('').trimEnd() + ellipsis;
    if (fits(part)) return part === ellipsis ? '' : part;
  }
  return '';
}

function paint(context: CanvasRenderingContext2D, mark: Mark) {
  if (mark.kind === 'word') {
    [context.font, context.fillStyle] = [mark.font, mark.color];
    context.fillText(fitted(context, mark.text, mark.room), mark.x, mark.y);
    return;
  }
  context.fillStyle = mark.fill;
  context.fillRect(mark.x, mark.y, mark.width, mark.height);
  if (mark.stroke === null) return;
  context.strokeStyle = mark.stroke;
  context.strokeRect(mark.x + 0.5, mark.y + 0.5, mark.width - 1, mark.height - 1);
}

/** The chart on the colour of its panel with all that stands over it, and above it what it is. */
export function paintPicture(
  { shot, panel, text, element }: Shot,
  { title, time }: Caption,
): HTMLCanvasElement {
  const view = element.closest('[role=application]') ?? element;
  const width = view.getBoundingClientRect().width;
  const scale = shot.width / width;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [shot.width, shot.height + Math.round(captionHeight * scale)];
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = panel;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(shot, 0, canvas.height - shot.height);
  context.scale(scale, scale);
  context.textBaseline = 'middle';
  const { fontFamily } = getComputedStyle(view);
  const word = (x: number, said: string, weight: number, room: number) => ({
    kind: 'word' as const,
    x,
    y: captionHeight / 2,
    text: said,
    color: text,
    font: `${weight} 13px ${fontFamily}`,
    room,
  });
  const room = width - 2 * inset;
  const when = word(width - inset, time, 400, room);
  context.font = when.font;
  paint(context, word(inset, title, 600, room - inset - context.measureText(time).width));
  context.textAlign = 'right';
  paint(context, when);
  context.textAlign = 'left';
  context.translate(0, captionHeight);
  marksOf(view).forEach((mark) => paint(context, mark));
  return canvas;
}

const blobOf = (picture: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) =>
    picture.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty.'))),
      'image/png',
    ),
  );

/** Hands a picture over as a file. */
export function savePicture(shot: Shot, caption: Caption, name: string) {
  const link = document.createElement('a');
  link.href = paintPicture(shot, caption).toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}

/** Puts a picture onto the clipboard; fails where the browser or the person does not allow it. */
export async function copyPicture(shot: Shot, caption: Caption) {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf(paintPicture(shot, caption)) })]);
}
