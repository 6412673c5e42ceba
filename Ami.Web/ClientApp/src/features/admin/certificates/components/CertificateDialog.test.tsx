import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { CertificateRow } from '../api/certificates';
import '../texts';
import { CertificateDialog } from './CertificateDialog';

const row: CertificateRow = {
  id: 'x1',
  code: '0123-4567-89AB-CDEF',
  holder: 'José Núñez',
  userId: 'u9',
  titleEs: 'El riesgo primero',
  titleEn: 'Risk first',
  issuedAt: '2026-11-20T10:00:00Z',
  revokedAt: null,
  revokedReason: null,
  revokedNote: null,
};
const revoked: CertificateRow = {
  ...row,
  revokedAt: '2026-11-21T10:00:00Z',
  revokedReason: 'requested',
  revokedNote: 'wrote to us',
};

const open = (shown: CertificateRow) =>
  renderPage(<CertificateDialog row={shown} onClose={() => undefined} />);
const choices = () =>
  within(screen.getByLabelText(/Reason/))
    .getAllByRole<HTMLOptionElement>('option')
    .map((option) => option.value);

beforeEach(() => switchLanguage('en'));

it('revokes one for any reason', async () => {
  open(row);
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
  expect(choices()).toEqual(['requested', 'mistake', 'misconduct']);
});

it('changes the reason of a revoked one to misconduct, and to nothing else', async () => {
  const calls = serve({
    'POST /api/admin/certificates/x1/revoke': {
      status: 200,
      body: { ...revoked, revokedReason: 'misconduct' },
    },
  });
  open(revoked);
  await userEvent.click(await screen.findByRole('button', { name: 'Change the reason to misconduct' }));
  expect(choices()).toEqual(['misconduct']);
  await userEvent.click(screen.getByRole('button', { name: 'Change for good' }));
  expect(calls[0]?.body).toEqual({ reason: 'misconduct', note: 'wrote to us' });
});

it('leaves one of misconduct as it is', async () => {
  open({ ...revoked, revokedReason: 'misconduct' });
  await screen.findByText('wrote to us');
  expect(screen.queryByRole('button', { name: /reason|Revoke/ })).toBeNull();
});
