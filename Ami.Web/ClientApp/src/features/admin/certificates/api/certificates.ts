import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type CertificateRow = components['schemas']['CertificateRow'];
export type RevocationReason = NonNullable<CertificateRow['revokedReason']>;

export const reasons = ['requested', 'mistake', 'misconduct'] as const satisfies readonly RevocationReason[];

export const certificateRowsKey = ['admin', 'certificates'] as const;

export const loadCertificateRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/certificates', { params: { query: { ...query, cursor } }, signal }));

export const revokeCertificate = (id: string, reason: RevocationReason, note: string) =>
  unwrap(
    api.POST('/api/admin/certificates/{id}/revoke', { params: { path: { id } }, body: { reason, note } }),
  );
