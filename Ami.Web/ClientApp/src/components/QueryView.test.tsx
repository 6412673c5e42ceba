import { QueryClient, useQuery } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { queryClient } from '@/lib/api/query';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { patienceMs, QueryView } from './QueryView';

beforeEach(async () => {
  await switchLanguage('en');
  vi.useFakeTimers();
});

afterEach(() => vi.useRealTimers());

function Silent() {
  const query = useQuery({ queryKey: ['silent'], queryFn: () => new Promise<string>(() => undefined) });
  return <QueryView query={query}>{(text) => text}</QueryView>;
}

it('says that nothing came instead of showing a skeleton for ever', () => {
  renderPage(<Silent />);
  expect(screen.getByRole('status', { name: 'Loading…' })).toBeTruthy();
  act(() => vi.advanceTimersByTime(patienceMs));
  expect(screen.queryByRole('status', { name: 'Loading…' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

it('fails a read while there is no connection, and does not only wait for one', () => {
  const client = new QueryClient({ defaultOptions: queryClient.getDefaultOptions() });
  expect(client.defaultQueryOptions({ queryKey: ['any'] })).toMatchObject({
    networkMode: 'always',
    refetchOnReconnect: true,
  });
});
