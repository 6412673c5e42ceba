import { act, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { liveQuotes, QuotesContext } from '@/lib/live/quotes';
import { At } from '@/testing/at';
import { renderPage } from '@/testing/render';
import { signIn } from '@/testing/signIn';
import '../texts';
import type { FeedState } from './barSource';
import { FeedBadge } from './FeedBadge';

const session = (opens: string, closes: string) => ({ opens, closes, dayEnds: closes });
const sessions = [
  session('2026-11-27T14:30:00Z', '2026-11-27T18:00:00Z'),
  session('2026-11-30T14:30:00Z', '2026-11-30T21:00:00Z'),
];

function show(
  state: FeedState,
  time: string,
  { live = true, known = sessions as typeof sessions | null } = {},
) {
  renderPage(
    <At time={time}>
      <FeedBadge feed={{ state, since: Date.parse('2026-11-27T18:00:05Z') }} live={live} sessions={known} />
    </At>,
  );
  const badge = screen.getByRole('status');
  return [badge.textContent, badge.dataset.state];
}

beforeEach(async () => {
  signIn();
  await switchLanguage('en');
});

it.each([
  ['2026-11-28T10:00:00Z', 'Closed, opens Monday 14:30'],
  ['2026-11-30T10:00:00Z', 'Closed, opens 14:30'],
])('says that the market is closed, and when it opens: %s', (time, said) => {
  expect(show('stale', time)).toEqual([said, 'closed']);
});

it('says so in Spanish, too', async () => {
  await switchLanguage('es');
  expect(show('stale', '2026-11-28T10:00:00Z')[0]).toBe('Cerrado, abre el lunes a las 14:30');
});

it.each([
  ['while it is open', '2026-11-27T15:00:00Z', sessions],
  ['around the clock', '2026-11-28T10:00:00Z', null],
  ['where all that is known is over', '2026-12-02T10:00:00Z', sessions],
])('says that prices do not come %s', (_, time, known) => {
  const [said, state] = show('stale', time, { known });
  expect(said).toMatch(/^Stale since Nov 27, /);
  expect(state).toBe('stale');
});

it('goes by prices where they come, whatever the calendar says', () => {
  expect(show('live', '2026-11-28T10:00:00Z')).toEqual(['Live', 'live']);
});

it('says of history that nothing plays when its market opens', () => {
  expect(show('stale', '2026-11-28T10:00:00Z', { live: false })[0]).toBe('Closed, opens Monday 14:30');
});

it('says that it has opened, and closed again, when it does', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-27T14:00:00Z') });
  try {
    renderPage(
      <QuotesContext value={{ ...liveQuotes, now: () => Date.now() }}>
        <FeedBadge feed={{ state: 'stale', since: Date.now() }} live sessions={sessions} />
      </QuotesContext>,
    );
    const said = (ms: number) => {
      act(() => void vi.advanceTimersByTime(ms));
      return screen.getByRole('status').textContent;
    };
    expect(said(0)).toBe('Closed, opens 14:30');
    expect(said(30 * 60_000 + 1)).toMatch(/^Stale since/);
    expect(said(3.5 * 3_600_000)).toBe('Closed, opens Monday 14:30');
  } finally {
    vi.useRealTimers();
  }
});
