import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { rsi, sma } from '../indicators/testing';
import CommandsDialog from './CommandsDialog';
import { commandsOf } from './registry';

vi.mock('@/lib/auth/session', () => ({ session: { accessToken: () => Promise.resolve('token') } }));

beforeEach(() => switchLanguage('en'));

const listed = () =>
  [...document.querySelectorAll<HTMLElement>('[data-command]')].map(({ dataset }) => dataset.command);

it('lists the registry and nothing else, and finds by words of either language', async () => {
  serve({ 'GET /api/trading/indicators': { status: 200, body: [sma, rsi] } });
  renderPage(<CommandsDialog opened onClose={() => undefined} />);
  await screen.findByText('Add indicator: Relative strength index');
  expect(listed().sort()).toEqual(
    commandsOf([sma, rsi])
      .map(({ id }) => id)
      .sort(),
  );
  await userEvent.type(screen.getByRole('searchbox'), 'rsi');
  expect(listed()).toEqual(['indicator.rsi']);
  await userEvent.clear(screen.getByRole('searchbox'));
  await userEvent.type(screen.getByRole('searchbox'), 'linea tendencia');
  expect(listed()).toEqual(['draw.trendLine']);
  await userEvent.type(screen.getByRole('searchbox'), ' no');
  expect(await screen.findByText('No command matches.')).toBeTruthy();
});
