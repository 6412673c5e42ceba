const blobOf = (picture: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) =>
    picture.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty.'))),
      'image/png',
    ),
  );

/** Hands a picture over as a file. */
export function savePicture(picture: HTMLCanvasElement, name: string) {
  const link = document.createElement('a');
  link.href = picture.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}

/** Puts a picture onto the clipboard; fails where the browser or the person does not allow it. */
export async function copyPicture(picture: HTMLCanvasElement) {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf(picture) })]);
}
