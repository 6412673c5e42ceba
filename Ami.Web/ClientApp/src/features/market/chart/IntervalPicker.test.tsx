import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { IntervalPicker } from './IntervalPicker';
import type { Interval } from './intervals';

beforeEach(() => switchLanguage('en'));

/** jsdom has no popovers. */
function ask() {
  HTMLElement.prototype.hidePopover = vi.fn();
  const popup = document.querySelector('[popover]');
  if (!popup) throw new Error('There is no popover.');
  fireEvent(popup, Object.assign(new Event('beforetoggle'), { newState: 'open' }));
}
const field = () => screen.findByLabelText<HTMLInputElement>('Minutes of a bar');
const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Show', hidden: true });

it('offers the minutes that bars of a file can be put together to, and no others', async () => {
  const chosen = vi.fn<(interval: Interval) => void>();
  renderPage(<IntervalPicker available={['5m', '15m', '1h', '1d']} value="5m" onChange={chosen} />);
  ask();
  await userEvent.clear(await field());
  await userEvent.type(await field(), '7');
  expect(screen.getByText('A multiple of 5, as bars are stored, up to 1435.')).toBeTruthy();
  expect(submit().disabled).toBe(true);
  await userEvent.clear(await field());
  await userEvent.type(await field(), '10{Enter}');
  expect(chosen).toHaveBeenCalledExactlyOnceWith('10m');
});

it('asks for no minutes where there are only days', () => {
  renderPage(<IntervalPicker available={['1d', '1w']} value="1d" onChange={() => undefined} />);
  expect(screen.queryByRole('button', { name: 'Minutes…' })).toBeNull();
});
