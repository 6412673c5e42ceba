import { useEffect, useState } from 'react';
import { retryDelay } from '@/lib/api/query';
import type { BarSource } from '../chart/barSource';
import { useFactors, type FactorAt } from './factors';

export type BarsWatchProps = { source: Pick<BarSource, 'symbol' | 'origin' | 'state' | 'renew'> };

/** With what the bars of a source were multiplied when they were loaded, for as long as there is the source. */
const loadedBy = new WeakMap<object, FactorAt>();

/** Bars that were loaded before a split came, or before its file was imported, are of other shares: they are read anew. */
export default function BarsWatch({ source }: BarsWatchProps) {
  const { at, isKnown } = useFactors(source);
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    if (!isKnown) return;
    const before = loadedBy.get(source) ?? at;
    if (source.state.bars.every(({ t }) => before(t * 1000) === at(t * 1000))) {
      loadedBy.set(source, at);
      return;
    }
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function again(error: unknown) {
      if (!isOver) timer = setTimeout(() => setFailures(failures + 1), retryDelay(failures, error));
    }
    source.renew().then((isDone) => (isDone ? loadedBy.set(source, at) : again(null)), again);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [at, isKnown, source, failures]);
  return null;
}
