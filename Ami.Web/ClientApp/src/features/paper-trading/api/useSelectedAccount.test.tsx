import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { OnlyAccountContext } from './overview';
import { useSelectedAccount } from './useSelectedAccount';

vi.mock('@/lib/flags/useFlags', () => ({ useFlags: () => () => true }));

const account = (id: string, isReplay: boolean) => ({ id, name: id, isReplay });
const all = [account('first', false), account('second', false), account('replay', true)];

function Shown() {
  const { accounts, account: chosen } = useSelectedAccount();
  return (
    <output>
      {accounts.data?.map(({ id }) => id).join()} {chosen?.id}
    </output>
  );
}

const answered = () =>
  serve({
    'GET /api/trading/paper/overview': ({ query }) => ({
      status: 200,
      body: { accounts: all, accountId: query.get('accountId') ?? 'first' },
    }),
  });

it('leaves accounts of replays out of those that are chosen from', async () => {
  answered();
  renderPage(<Shown />);
  expect(await screen.findByText('first,second first')).toBeTruthy();
});

it('keeps the one that the address is about', async () => {
  answered();
  renderPage(<Shown />, '/?account=replay');
  expect(await screen.findByText('first,second,replay replay')).toBeTruthy();
});

it('knows no other account than that of the replay around it, whatever the address says', async () => {
  const calls = answered();
  renderPage(
    <OnlyAccountContext value="replay">
      <Shown />
    </OnlyAccountContext>,
    '/?account=second',
  );
  expect(await screen.findByText('replay replay')).toBeTruthy();
  expect(calls.map(({ query }) => query.get('accountId'))).toEqual(['replay']);
});
