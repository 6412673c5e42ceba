import { useLivePositions } from '../api/useLivePositions';
import { useSelectedAccount } from '../api/useSelectedAccount';
import { Pnl } from './Pnl';

/** What a position gains or loses at the newest price: of no picture of the chart, for that is shown to others. */
export function PositionResult({ symbol }: { symbol: string }) {
  const { account } = useSelectedAccount();
  const { live } = useLivePositions(account);
  const position = live.find((one) => one.symbol === symbol);
  if (!position || !account) return null;
  return (
    <span data-no-picture>
      <Pnl value={position.unrealisedPnl} currency={account.currency} />
    </span>
  );
}
