/** Longest side of what is uploaded, in pixels; shown at a fifth of it at most. */
const side = 512;
const quality = 0.9;

/** What fits into a square of `side`, never enlarged. */
export function fitted(width: number, height: number) {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A photo made small in the browser, so that a large one need not travel, and so that place and device, which cameras
 * write into photos, never leave it. Throws for what the browser cannot open.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitted(bitmap.width, bitmap.height));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  // Photos have no transparency and are a tenth of the size as JPEG.
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  if (!small) throw new Error('The picture could not be encoded.');
  return small;
}
