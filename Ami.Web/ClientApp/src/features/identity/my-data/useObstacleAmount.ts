import { useFormats } from '@/lib/formats/useFormats';
import type { Obstacle } from '../api/myData';

/** How much an obstacle is about, in each of its currencies. */
export function useObstacleAmount() {
  const formats = useFormats();
  return ({ amounts }: Obstacle) =>
    amounts.map(({ amount, currency }) => formats.fullMoney(amount, currency)).join(', ');
}
