import { sessionFetch } from './client';
import { ApiError, errorFrom } from './errors';

/**
 * Fetches a file with the access token and hands it to the browser to save. The token stays out of addresses, histories and logs; in return the file
 * passes through the browser's memory. A connection that breaks half-way is an error, and nothing is saved.
 */
export async function download(
  path: string,
  options: { signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<void> {
  const response = await sessionFetch(
    new Request(new URL(path, location.origin), { signal: options.signal }),
  );
  if (!response.ok) throw errorFrom(response, await response.json().catch(() => null));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (const reader = response.body?.getReader(); reader;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      options.onProgress((bytes += value.length));
    }
  } catch (cause) {
    if (options.signal.aborted) throw cause;
    throw new ApiError(0, 'network', 'The download broke off.');
  }
  saveFile(new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' }), fileName(response));
}

function fileName(response: Response): string {
  return /filename="?([\w.-]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'download';
}

/** Hands a file to the browser to save. */
export function saveFile(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
