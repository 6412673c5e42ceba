import { useLivePositions } from '../api/useLivePositions';
import { useSelectedAccount } from '../api/useSelectedAccount';
import { Pnl } from './Pnl';

/** What a position gains or loses at the newest price. */
export function PositionResult({ symbol }: { symbol: string }) {
  const { account } = useSelectedAccount();
  const { live } = useLivePositions(account);
  const position = live.find((one) => one.symbol === symbol);
  if (!position || !account) return null;
  return <Pnl value={position.unrealisedPnl} currency={account.currency} />;
}
