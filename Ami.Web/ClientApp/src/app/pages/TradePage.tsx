import { TradePage as Trade } from '@/features/paper-trading/routes/TradePage';
import { useDigits } from './useDigits';

export function TradePage() {
  return <Trade digits={useDigits()} />;
}

export { TradePage as Component };
