import { useEffect, useState, useSyncExternalStore } from 'react';
import BarsWatch from '../adjusted/BarsWatch';
import type { BarSource } from '../chart/barSource';
import { createComparison, type Comparison } from './comparison';

export type ComparingProps = {
  source: BarSource;
  /** The symbols, in the order of their colours. */
  others: readonly string[];
  onComparison: (comparison: Comparison) => void;
};

/** Follows other symbols beside a chart, for its canvas and for its table. */
export default function Comparing({ source, others, onComparison }: ComparingProps) {
  const [comparison] = useState(() => createComparison(source));
  useEffect(() => {
    onComparison(comparison);
    return () => comparison.want([]);
  }, [comparison, onComparison]);
  useEffect(() => comparison.want(others), [comparison, others]);
  const followed = useSyncExternalStore(comparison.subscribe, comparison.others);
  return followed.map(({ symbol, own }) => <BarsWatch key={symbol} source={own} />);
}
