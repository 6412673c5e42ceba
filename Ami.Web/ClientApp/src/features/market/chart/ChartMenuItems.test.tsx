import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import '../texts';
import ChartMenuItems from './ChartMenuItems';
import type { ChartLook } from './look';

const acts = () => ({
  onLook: vi.fn<(look: ChartLook) => void>(),
  onCompare: vi.fn(),
  onFull: vi.fn(),
  onSave: vi.fn(),
  onCopy: vi.fn(),
  close: vi.fn(),
});

beforeEach(() => switchLanguage('en'));

it('shows percent while symbols are compared and keeps the scale that was chosen', async () => {
  const person = userEvent.setup();
  const asked = acts();
  renderPage(
    <ChartMenuItems
      look={{ type: 'candles', scale: 'log' }}
      compares
      isReplay={false}
      isFull={false}
      {...asked}
    />,
  );
  const scale = (name: string) => screen.getByRole('button', { name });
  expect(scale('Percent').getAttribute('aria-pressed')).toBe('true');
  expect(scale('Logarithmic').getAttribute('aria-pressed')).toBe('false');
  expect(screen.getByText('While symbols are compared, the scale is in percent.')).toBeTruthy();
  await person.click(scale('Regular'));
  expect(asked.onLook).not.toHaveBeenCalled();
  await person.click(scale('Line'));
  expect(asked.onLook).toHaveBeenCalledWith({ type: 'line', scale: 'log' });
  await person.click(scale('Compare symbols…'));
  expect(asked.close).toHaveBeenCalledOnce();
  expect(asked.onCompare).toHaveBeenCalledOnce();
});

it('offers the scales where nothing is compared', async () => {
  const person = userEvent.setup();
  const asked = acts();
  renderPage(
    <ChartMenuItems
      look={{ type: 'candles', scale: 'log' }}
      compares={false}
      isReplay={false}
      isFull={false}
      {...asked}
    />,
  );
  expect(screen.queryByText('While symbols are compared, the scale is in percent.')).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Percent' }));
  expect(asked.onLook).toHaveBeenCalledWith({ type: 'candles', scale: 'percent' });
});

it('hides and shows the prices of alerts, and does not offer it where there are none', async () => {
  const person = userEvent.setup();
  const asked = acts();
  const props = {
    look: { type: 'candles', scale: 'log' } as const,
    compares: false,
    isFull: false,
    ...asked,
  };
  renderPage(<ChartMenuItems {...props} isReplay={false} />);
  const alerts = screen.getByRole('button', { name: 'Their prices on the chart' });
  expect(alerts.getAttribute('aria-pressed')).toBe('true');
  await person.click(alerts);
  expect(asked.onLook).toHaveBeenCalledWith({ type: 'candles', scale: 'log', hidesAlerts: true });
  cleanup();
  renderPage(<ChartMenuItems {...props} isReplay />);
  expect(screen.queryByRole('button', { name: 'Their prices on the chart' })).toBeNull();
});

it('hides and shows where sessions begin', async () => {
  const person = userEvent.setup();
  const asked = acts();
  const look = { type: 'candles', scale: 'log', hidesSessions: true } as const;
  renderPage(<ChartMenuItems look={look} compares={false} isReplay isFull={false} {...asked} />);
  const sessions = screen.getByRole('button', { name: 'Where sessions begin' });
  expect(sessions.getAttribute('aria-pressed')).toBe('false');
  await person.click(sessions);
  expect(asked.onLook).toHaveBeenCalledWith({ ...look, hidesSessions: false });
});

it('says and changes for what prices are adjusted, in a replay too', async () => {
  const person = userEvent.setup();
  const asked = acts();
  renderPage(
    <ChartMenuItems
      look={{ type: 'candles', scale: 'log' }}
      compares={false}
      isReplay
      isFull={false}
      {...asked}
    />,
  );
  const group = screen.getByRole('group', { name: 'Prices adjusted for' });
  expect(group.querySelector('[aria-pressed="true"]')?.textContent).toBe('Splits');
  await person.click(screen.getByRole('button', { name: 'Nothing: as traded' }));
  expect(asked.onLook).toHaveBeenCalledWith({ type: 'candles', scale: 'log', adjust: 'none' });
});
