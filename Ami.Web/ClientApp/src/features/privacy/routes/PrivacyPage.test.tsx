import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { PrivacyPage } from './PrivacyPage';

const item = {
  key: 'payments.invoices',
  title: 'Facturas',
  what: 'Tus facturas.',
  why: 'La ley.',
  howLong: 'Diez años.',
  remains: null,
  seenBy: null,
};

it('shows the register in the language of the reader, and how to take data along and have it erased', async () => {
  await switchLanguage('es');
  const calls = serve({ 'GET /api/privacy': () => ({ status: 200, body: { items: [item] } }) });
  renderPage(<PrivacyPage />);
  expect(await screen.findByRole('heading', { name: 'Facturas' })).toBeTruthy();
  expect(calls[0]?.query.get('language')).toBe('es');
  expect(screen.getByText('Nada.')).toBeTruthy();
  for (const link of screen.getAllByRole('link', { name: 'Tus datos' }))
    expect(link.getAttribute('href')).toBe('/account/data');
  expect(screen.getByText(/art\. 328/)).toBeTruthy();
});
