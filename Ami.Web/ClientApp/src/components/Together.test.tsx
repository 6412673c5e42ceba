import { MantineProvider } from '@mantine/core';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { patienceMs } from './QueryView';
import { Together } from './Together';

type Query = { data: unknown; failureReason: Error | null; error: Error | null };

const waiting: Query = { data: undefined, failureReason: null, error: null };
const answered: Query = { ...waiting, data: 1 };
const failing: Query = { ...waiting, failureReason: new Error('away') };

beforeEach(async () => {
  await switchLanguage('en');
  vi.useFakeTimers();
});

afterEach(() => vi.useRealTimers());

function parts(...queries: Query[]) {
  return (
    <MantineProvider>
      <Together queries={queries}>the parts</Together>
    </MantineProvider>
  );
}

it('shows its parts once each has an answer or a failure', () => {
  const { rerender } = render(parts(answered, waiting));
  expect(screen.queryByText('the parts')).toBeNull();
  expect(screen.getByRole('status', { name: 'Loading…' })).toBeTruthy();
  rerender(parts(answered, failing));
  expect(screen.getByText('the parts')).toBeTruthy();
});

it('does not hide them again while one is read for somebody else', () => {
  const { rerender } = render(parts(answered));
  rerender(parts(waiting));
  expect(screen.getByText('the parts')).toBeTruthy();
});

it('waits for a slow one only so long', () => {
  render(parts(answered, waiting));
  act(() => vi.advanceTimersByTime(patienceMs));
  expect(screen.getByText('the parts')).toBeTruthy();
});
