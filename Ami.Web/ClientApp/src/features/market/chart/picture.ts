import type { CandleChart } from './candleChart';

type Shot = ReturnType<CandleChart['picture']>;

/** A picture of the chart on the colour of its panel. */
function onPanel({ shot, panel }: Shot): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [shot.width, shot.height];
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = panel;
    context.fillRect(0, 0, shot.width, shot.height);
    context.drawImage(shot, 0, 0);
  }
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
export function savePicture(shot: Shot, name: string) {
  const link = document.createElement('a');
  link.href = onPanel(shot).toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}

/** Puts a picture onto the clipboard; fails where the browser or the person does not allow it. */
export async function copyPicture(shot: Shot) {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf(onPanel(shot)) })]);
}
