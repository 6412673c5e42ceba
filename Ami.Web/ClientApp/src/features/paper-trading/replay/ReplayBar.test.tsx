import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import type { Replay } from './api';
import { createPlayer } from './player';
import { ReplayBar } from './ReplayBar';
import { endOf, replay, stepTo } from './testing';

beforeEach(() => switchLanguage('en'));

function shown(
  view: Partial<Replay> = {},
  advance = vi.fn(async (body: Parameters<typeof stepTo>[0]) => stepTo(body)),
) {
  const player = createPlayer({
    replay: { ...replay, ...view },
    advance,
    read: () => Promise.resolve(replay),
    endOf,
    onTraded: vi.fn(),
  });
  player.follow({ interval: '1h', seconds: 3600, also: '', onMessage: () => undefined });
  const asked = { onEnd: vi.fn(), onLeave: vi.fn() };
  renderPage(<ReplayBar player={player} {...asked} />);
  const button = (name: string) => screen.getByRole('button', { name });
  return { player, advance, button, ...asked };
}

it('shows the clock, steps, and says where it stands once it rests', async () => {
  const person = userEvent.setup();
  const { button } = shown();
  const clock = () => screen.getByRole('region').querySelector('time')?.getAttribute('datetime');
  expect(clock()).toBe('2024-03-01T10:00:00.000Z');
  await person.click(button('One bar on'));
  await vi.waitFor(() => expect(clock()).toBe('2024-03-01T11:00:00.000Z'));
  await vi.waitFor(
    () =>
      expect(within(screen.getByRole('region')).getByRole('status').textContent).toMatch(
        /^The replay stands at Mar 1, 2024/,
      ),
    { timeout: 5000 },
  );
});

it('plays and pauses, at a speed that can be chosen, and steps only while it stands', async () => {
  const person = userEvent.setup();
  const { player, button } = shown(
    {},
    vi.fn(() => new Promise<never>(() => undefined)),
  );
  await person.selectOptions(screen.getByLabelText('Speed, bars a second'), '5/s');
  expect(player.state.speed).toBe(5);
  await person.click(button('Play'));
  expect(player.state.isPlaying).toBe(true);
  expect((button('One bar on') as HTMLButtonElement).disabled).toBe(true);
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('The replay plays.'), {
    timeout: 5000,
  });
  await person.click(button('Pause'));
  expect(player.state.isPlaying).toBe(false);
  await person.click(screen.getByLabelText('Pause at fills'));
  expect(player.state.pausesAtFill).toBe(false);
});

it('says why a step failed and tries it again', async () => {
  const person = userEvent.setup();
  const advance = vi.fn(async (body: Parameters<typeof stepTo>[0]) => stepTo(body));
  advance.mockRejectedValueOnce(new Error('broken'));
  const { button } = shown({}, advance);
  await person.click(button('One bar on'));
  expect(await screen.findByRole('alert')).toBeTruthy();
  await person.click(button('Try again'));
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(advance).toHaveBeenCalledTimes(2);
});

it('can be left and ended, and does neither play nor end when it was ended', async () => {
  const person = userEvent.setup();
  const { button, onLeave } = shown({ isOver: true, endedAt: '2026-01-01T00:00:00Z' });
  expect((button('Play') as HTMLButtonElement).disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'End' })).toBeNull();
  expect(screen.getByText('Ended')).toBeTruthy();
  await person.click(button('Back to live'));
  expect(onLeave).toHaveBeenCalledOnce();
});
