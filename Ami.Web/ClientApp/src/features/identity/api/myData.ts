import { useMutation, useQuery } from '@tanstack/react-query';
import { api, sessionFetch, unwrap } from '@/lib/api/client';
import { errorFrom } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';

export type Obstacle = components['schemas']['Obstacle'];

/** Fetches the archive of one's data, telling how many bytes have come, and hands it to the browser as a download. */
export async function downloadMyData(onProgress: (bytes: number) => void) {
  const response = await sessionFetch(new Request(new URL('/api/me/export', location.origin)));
  if (!response.ok || !response.body) throw errorFrom(response, await response.json().catch(() => null));
  const parts: BlobPart[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    received += read.value.byteLength;
    onProgress(received);
  }
  const name = /filename="?([\w.-]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  save(new Blob(parts, { type: 'application/zip' }), name ?? 'ami.zip');
}

function save(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the address when the click returns; what it points to must live until it has been read.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function useDownloadMyData(onProgress: (bytes: number) => void) {
  return useMutation({ mutationFn: () => downloadMyData(onProgress) });
}

export function useDeleteAccount() {
  return useMutation({
    mutationFn: (body: { confirmation: string; giveUp: boolean }) =>
      unwrap(api.POST('/api/me/deletion', { body })),
  });
}

/** What has to be settled before the account can be erased: asked anew each time one looks, since money moves. */
export function useObstacles() {
  return useQuery({
    queryKey: ['me', 'deletion'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/deletion', { signal })),
    select: ({ obstacles }) => obstacles,
    staleTime: 0,
  });
}
