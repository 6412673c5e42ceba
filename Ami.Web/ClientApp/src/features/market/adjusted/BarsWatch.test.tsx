import { act, cleanup, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { market } from '../chart/origin';
import BarsWatch, { type BarsWatchProps } from './BarsWatch';
import { actionsOf } from './factors';

const at = (year: number) => Date.UTC(year, 0) / 1000;

function show(renew: BarsWatchProps['source']['renew']) {
  let factors: object[] = [];
  serve({
    'GET /api/trading/corporate-actions/SPLIT': () => ({ status: 200, body: { items: [], factors } }),
  });
  const bars = [at(2020), at(2024)].map((t) => ({ t, o: 1, h: 1, l: 1, c: 1, v: 1 }));
  const source = {
    symbol: 'SPLIT',
    origin: market,
    state: { bars },
    renew,
  } as unknown as BarsWatchProps['source'];
  const { client } = renderPage(<BarsWatch source={source} />);
  return {
    known: () =>
      waitFor(() => expect(client.getQueryData(actionsOf('SPLIT', 'splits').queryKey)).toBeTruthy()),
    split() {
      factors = [{ until: '2022-01-01T00:00:00Z', factor: 0.25 }];
      return act(() => client.invalidateQueries());
    },
    again: () => act(() => client.invalidateQueries()),
    remount: () => renderPage(<BarsWatch source={source} />),
  };
}

it('reads the bars anew where they are adjusted otherwise than they were loaded, until that is done', async () => {
  const answers = [
    () => Promise.reject(new ApiError(503, 'x', '', { retryAfter: 0 })),
    () => Promise.resolve(false),
    () => Promise.resolve(true),
  ];
  const renew = vi.fn(() => (answers.shift() ?? (() => Promise.resolve(true)))());
  const { known, split, again } = show(renew);
  await known();
  expect(renew).not.toHaveBeenCalled();
  await split();
  await waitFor(() => expect(renew).toHaveBeenCalledTimes(3), { timeout: 4_000 });
  await again();
  expect(renew).toHaveBeenCalledTimes(3);
});

it('remembers with the source by what its bars were loaded while nobody watches', async () => {
  const renew = vi.fn(() => Promise.resolve(true));
  const { known, split, remount } = show(renew);
  await known();
  cleanup();
  await split();
  expect(renew).not.toHaveBeenCalled();
  remount();
  await waitFor(() => expect(renew).toHaveBeenCalledOnce());
});
