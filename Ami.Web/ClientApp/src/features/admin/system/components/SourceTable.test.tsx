import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import type { MarketSource } from '../api/system';
import '../texts';
import { SourceTable } from './SourceTable';

const source = (trouble: string | null, message: string | null = null): MarketSource => ({
  source: 'binance',
  trouble,
  message,
  since: '2026-01-02T03:11:00Z',
  seenAt: '2026-01-02T03:12:00Z',
});

it.each([
  ['en', 'It does not serve the place'],
  ['es', 'No atiende el lugar'],
] as const)('says in %s that a source does not serve the place', async (language, words) => {
  await switchLanguage(language);
  renderPage(<SourceTable sources={[source('market.source_region')]} />);
  expect(await screen.findByText(new RegExp(words))).toBeTruthy();
});

it('says what the server says where it has no words', async () => {
  await switchLanguage('en');
  renderPage(
    <SourceTable
      sources={[
        source('market.source_something_new', 'Something new.'),
        { ...source(null), source: 'polygon' },
      ]}
    />,
  );
  expect(await screen.findByText('Something new.')).toBeTruthy();
  expect(screen.getByText('All well')).toBeTruthy();
});
