import { useQuery } from '@tanstack/react-query';
import { api, sessionFetch, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { ImportTerms } from './imports';

export type Preview = components['schemas']['ImportPreview'];

type Terms = Pick<ImportTerms, 'symbol' | 'interval' | 'layout' | 'map' | 'acceptOpenEnd'>;

// Some ten thousand lines. What they leave open, the whole file may tell.
const headBytes = 1024 * 1024;

const isPacked = (file: File) => /\.(gz|zip)$/i.test(file.name);

/** How a file would be read with these terms; until it is known, how the same file would have been with the ones before. */
export function useImportPreview(file: File | null, terms: Terms) {
  const id = file && [file.name, file.size, file.lastModified].join('\n');
  return useQuery({
    queryKey: ['admin', 'import-preview', id, terms] as const,
    queryFn: async ({ signal }) => {
      if (!file) throw new Error('There is no file to look at.');
      const isPart = file.size > headBytes && !isPacked(file);
      const seen = await ask(isPart ? file.slice(0, headBytes) : file, terms, isPart, signal);
      return isPart && seen.wantsMore ? await ask(file, terms, false, signal) : seen;
    },
    enabled: file !== null,
    placeholderData: (shown, query) => (query?.queryKey[2] === id ? shown : undefined),
    staleTime: Infinity,
  });
}

const ask = (body: Blob, terms: Terms, part: boolean, signal: AbortSignal) =>
  unwrap(
    api.POST('/api/admin/market/imports/preview', {
      params: {
        query: {
          symbol: terms.symbol || undefined,
          interval: terms.interval || undefined,
          layout: terms.layout || undefined,
          map: terms.map || undefined,
          acceptOpenEnd: terms.acceptOpenEnd,
          part,
        },
      },
      // The document's type for a file is text; the body is the file itself.
      body: '',
      bodySerializer: () => body,
      headers: { 'Content-Type': 'text/csv' },
      fetch: (request) => sessionFetch(request),
      signal,
    }),
  );
