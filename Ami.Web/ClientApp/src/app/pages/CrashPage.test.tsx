import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { UnloadedPage } from './CrashPage';

beforeEach(() => switchLanguage('en'));
afterEach(() => vi.restoreAllMocks());

it('speaks of an update only when the server answers', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response());
  const open = vi.fn();
  renderPage(<UnloadedPage open={open} />);
  expect(await screen.findByRole('heading', { name: /AMI was updated/ })).toBeTruthy();
  expect(open).not.toHaveBeenCalled();
});

it('says that there is no connection, and opens the page once there is one', async () => {
  let there = false;
  vi.spyOn(globalThis, 'fetch').mockImplementation(() =>
    there ? Promise.resolve(new Response()) : Promise.reject(new TypeError('offline')),
  );
  const open = vi.fn();
  renderPage(<UnloadedPage open={open} />);
  expect(await screen.findByText(/There is no connection to AMI/)).toBeTruthy();
  expect(screen.queryByText(/updated/)).toBeNull();
  there = true;
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(open).toHaveBeenCalled());
});
