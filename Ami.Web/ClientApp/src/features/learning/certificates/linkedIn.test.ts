import { expect, it } from 'vitest';
import type { Certificate } from './api';
import { linkedInAddress } from './linkedIn';

const certificate: Certificate = {
  code: '0123-4567-89AB-CDEF',
  holder: 'José Núñez',
  course: 'risk-first',
  titleEs: 'El riesgo primero & más',
  titleEn: 'Risk first',
  lessons: [],
  minutes: 90,
  examPercent: null,
  issuedAt: '2026-12-31T23:30:00Z',
  revokedAt: null,
  revokedReason: null,
};

it('fills in what the network asks, by the day on the certificate', () => {
  const address = new URL(
    linkedInAddress(certificate, certificate.titleEs, 'https://ami.example/certificates/x'),
  );
  expect(address.origin).toBe('https://www.linkedin.com');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    startTask: 'CERTIFICATION_NAME',
    name: 'El riesgo primero & más',
    organizationName: 'AMI',
    issueYear: '2026',
    issueMonth: '12',
    certUrl: 'https://ami.example/certificates/x',
    certId: '0123-4567-89AB-CDEF',
  });
});
