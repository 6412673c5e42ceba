import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import './texts';
import { WatchlistMenu } from './WatchlistMenu';

it.each([
  [0, true],
  [1, false],
])('sets alerts on a list once it is stored: version %i', async (version, isDisabled) => {
  await switchLanguage('en');
  renderPage(
    <WatchlistMenu list={{ id: 'w', version, name: 'Coins', items: [] }} onDialog={() => undefined} />,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Watchlist actions' }));
  const item = await screen.findByRole('menuitem', { name: 'Set an alert on its symbols' });
  expect(item.hasAttribute('disabled')).toBe(isDisabled);
});
