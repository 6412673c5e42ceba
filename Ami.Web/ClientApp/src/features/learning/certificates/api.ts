import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { Language } from '@/lib/i18n';
import { learningKey } from '../api/courses';

export type Certificate = components['schemas']['CertificateView'];

/** A certificate by its code, for everybody. It may be revoked at any time, so it is asked for each time, and not kept. */
export function useCertificate(code: string) {
  return useQuery({
    queryKey: ['certificates', code],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/certificates/{code}', { params: { path: { code } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useMyCertificates(options: { enabled: boolean }) {
  return useQuery({
    queryKey: [...learningKey, 'certificates'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/certificates', { signal })),
    ...options,
  });
}

/** Gets the certificate of a course; again, it is the same one. */
export function useIssue(course: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (holder: string) =>
      unwrap(
        api.POST('/api/courses/{course}/certificate', { params: { path: { course } }, body: { holder } }),
      ),
    // Also after a refusal: it may say that there is one already. Not waited for: what asked for it goes with the answer, and would not hear that there is one.
    onSettled: () => void client.invalidateQueries({ queryKey: learningKey }),
  });
}

export type CertificateFile = 'certificate.pdf' | 'share.png' | 'badge.json' | 'badge.png';

/** Where a file of a certificate is; whoever has the code may fetch it. */
export const fileOf = (code: string, file: CertificateFile, language: Language) =>
  `/api/certificates/${encodeURIComponent(code)}/${file}?${new URLSearchParams({ language })}`;
