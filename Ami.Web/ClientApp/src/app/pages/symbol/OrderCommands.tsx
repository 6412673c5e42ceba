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
  const { live } = useLivePositions(account);
  const digits = digitsOf(useDigits(), symbol);
  const position = live.find((row) => row.symbol === symbol);
  const hasAnything = (usePositions().data?.length ?? 0) + (useWorkingOrders().data?.length ?? 0) > 0;
  const [asking, setAsking] = useState<'close' | 'reverse' | 'closeAll' | null>(null);
  const done = () => setAsking(null);
  usePart('orders', {
    order: onOrder,
    hasPosition: position !== undefined,
    hasAnything,
    close: () => setAsking('close'),
    reverse: () => setAsking('reverse'),
    closeAll: () => setAsking('closeAll'),
  });
  if (!account) return null;
  return (
    <>
      {asking === 'close' && position && (
        <CloseDialog account={account} position={position} digits={digits} onClose={done} />
      )}
      {asking === 'reverse' && position && (
        <ReverseDialog account={account} position={position} digits={digits} onClose={done} />
      )}
      {asking === 'closeAll' && <CloseAllDialog account={account} positions={live} onClose={done} />}
    </>
  );
}
