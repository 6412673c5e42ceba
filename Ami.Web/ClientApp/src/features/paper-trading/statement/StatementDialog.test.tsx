import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { download } from '@/lib/api/download';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import type { Account } from '../api/types';
import StatementDialog from './StatementDialog';

vi.mock('@/lib/api/download', () => ({ download: vi.fn() }));
const account = { id: 'acc', name: 'Main' } as Account;

beforeEach(async () => {
  vi.mocked(download).mockReset();
  await switchLanguage('en');
});

it('asks for the chosen days in the language in use, and closes', async () => {
  await switchLanguage('es');
  const closed = vi.fn();
  renderPage(<StatementDialog account={account} onClose={closed} />);
  const [from, to] = [await screen.findByLabelText('Primer día'), screen.getByLabelText('Último día')];
  await userEvent.clear(from);
  await userEvent.type(from, '2026-05-01');
  await userEvent.clear(to);
  await userEvent.type(to, '2026-05-31');
  await userEvent.click(screen.getByRole('button', { name: 'Descargar PDF' }));
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  expect(vi.mocked(download).mock.calls[0]?.[0]).toBe(
    '/api/trading/paper/accounts/acc/statement?from=2026-05-01&to=2026-05-31&language=es',
  );
});

it('stays open with the reason when the server refuses', async () => {
  vi.mocked(download).mockRejectedValue(new ApiError(422, 'paper.statement_too_long', ''));
  const closed = vi.fn();
  renderPage(<StatementDialog account={account} onClose={closed} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Download PDF' }));
  expect(await screen.findByText(/too many executions/)).toBeTruthy();
  expect(closed).not.toHaveBeenCalled();
});

it('refuses days that end before they begin', async () => {
  renderPage(<StatementDialog account={account} onClose={() => undefined} />);
  const to = await screen.findByLabelText('Last day');
  await userEvent.clear(to);
  await userEvent.type(to, '2001-01-01');
  expect(screen.getByText('The last day is before the first one.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Download PDF' }).disabled).toBe(true);
});
