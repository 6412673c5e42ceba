import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sessionFetch, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';
import { showJob } from '@/lib/longJobs/longJobs';

export type ImportedCandles = components['schemas']['ImportedCandles'];

/** What to import and as what; empty texts are left to the server. */
export type ImportTerms = {
  symbol: string;
  interval: string;
  layout: string;
  name: string;
  class: string;
  currency: string;
  skipBadLines: boolean;
  acceptOpenEnd: boolean;
  map: string;
};

const given = (text: string) => text.trim() || undefined;

/** Uploads a file, however long it takes, and starts its import; a repeat after a lost answer starts nothing twice. */
export function useStartImport() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: ({ file, terms }: { file: File; terms: ImportTerms }) =>
      attempt.run({ terms, name: file.name, size: file.size, modified: file.lastModified }, (key) =>
        unwrap(
          api.POST('/api/admin/market/imports', {
            params: {
              header: { 'Idempotency-Key': key },
              query: {
                symbol: terms.symbol.trim(),
                interval: terms.interval,
                layout: given(terms.layout),
                name: given(terms.name),
                class: given(terms.class),
                currency: given(terms.currency),
                skipBadLines: terms.skipBadLines,
                acceptOpenEnd: terms.acceptOpenEnd,
                map: given(terms.map),
              },
            },
            // The document's type for a file is text; the body is the file itself.
            body: '',
            bodySerializer: () => file,
            headers: { 'Content-Type': 'text/csv' },
            fetch: (request) => sessionFetch(request),
          }),
        ),
      ),
    onSuccess: (job) => showJob(client, job),
  });
}

export function useImported(id: string) {
  return useQuery({
    queryKey: ['admin', 'imports', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/admin/market/imports/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });
}
