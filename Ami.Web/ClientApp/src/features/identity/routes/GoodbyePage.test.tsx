import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { GoodbyePage } from './GoodbyePage';

const pages = (
  <Routes>
    <Route path="/goodbye" element={<GoodbyePage />} />
    <Route path="/" element={<p>the start page</p>} />
  </Routes>
);

it('says until when one can come back to whoever asked for the deletion', async () => {
  await switchLanguage('en');
  renderPage(pages, { pathname: '/goodbye', state: { erasedAfter: '2026-05-04T10:00:00Z' } });
  expect(await screen.findByText(/On .*May.* 2026 we will erase/)).toBeTruthy();
});

it('claims no deletion to a guest, whatever the address says', async () => {
  renderPage(pages, '/goodbye?on=2026-05-04');
  expect(await screen.findByText('the start page')).toBeTruthy();
});
