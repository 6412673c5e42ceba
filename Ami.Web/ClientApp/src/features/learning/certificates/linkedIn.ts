import type { Certificate } from './api';

/** The page of LinkedIn on which one adds a certificate to one's profile, filled in. Nothing is sent before one goes there. */
export function linkedInAddress(certificate: Certificate, title: string, page: string): string {
  const issued = new Date(certificate.issuedAt);
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: 'AMI',
    issueYear: String(issued.getUTCFullYear()),
    issueMonth: String(issued.getUTCMonth() + 1),
    certUrl: page,
    certId: certificate.code,
  });
  return `https://www.linkedin.com/profile/add?${query}`;
}
