import { useState } from 'react';
import { later, whenIdle } from '@/components/later';
import { usePart } from '@/features/market/commands/desk';
import { usePositions, useWorkingOrders } from '@/features/paper-trading/api/parts';
import type { Side } from '@/features/paper-trading/api/types';
import { useLivePositions } from '@/features/paper-trading/api/useLivePositions';
import { useSelectedAccount } from '@/features/paper-trading/api/useSelectedAccount';
import { digitsOf } from '@/features/paper-trading/components/digits';
import { useDigits } from '../useDigits';

const CloseDialog = later(() => import('@/features/paper-trading/components/CloseDialog'));
const ReverseDialog = later(() => import('@/features/paper-trading/components/ReverseDialog'));
const CloseAllDialog = later(() => import('@/features/paper-trading/components/CloseAllDialog'));
// What reduces a risk must not wait for its code when it is needed.
whenIdle(CloseDialog.load);
whenIdle(CloseAllDialog.load);

export type OrderCommandsProps = { symbol: string; onOrder: (side: Side) => void };

/** What keys and the palette do with orders and positions: each asks before anything is sent, as the buttons do. */
export default function OrderCommands({ symbol, onOrder }: OrderCommandsProps) {
  const { account } = useSelectedAccount();
  const { query, live } = useLivePositions(account);
  const digits = useDigits();
  const hasAnything = (usePositions().data?.length ?? 0) + (useWorkingOrders().data?.length ?? 0) > 0;
  /** With the symbol that it was asked for: another chart may become the active one meanwhile. */
  const [asking, setAsking] = useState<{ what: 'close' | 'reverse' | 'closeAll'; of: string } | null>(null);
  const ask = (what: 'close' | 'reverse' | 'closeAll') => () => setAsking({ what, of: symbol });
  const position = live.find((row) => row.symbol === asking?.of);
  const done = () => setAsking(null);
  // What was closed meanwhile is not asked about any more: otherwise the next position would be.
  if (asking && asking.what !== 'closeAll' && query.isSuccess && !position) done();
  usePart('orders', {
    order: onOrder,
    hasPosition: live.some((row) => row.symbol === symbol),
    hasAnything,
    close: ask('close'),
    reverse: ask('reverse'),
    closeAll: ask('closeAll'),
  });
  if (!account || !asking) return null;
  const { what, of } = asking;
  const about = position && { account, position, digits: digitsOf(digits, of), onClose: done };
  return (
    <>
      {what === 'close' && about && <CloseDialog {...about} />}
      {what === 'reverse' && about && <ReverseDialog {...about} />}
      {what === 'closeAll' && <CloseAllDialog account={account} positions={live} onClose={done} />}
    </>
  );
}
