import { useState } from 'react';
import { useSymbols } from '../api/symbols';
import type { BarSource } from '../chart/barSource';
import type { IndicatorInfo } from './catalogue';
import { fetchValues } from './indicatorSource';
import type { Wanted } from './wishes';

/** What to compare with where nobody has said so: the first other symbol. */
export function useBenchmark(chosen: string | null, symbol: string): string | null {
  const symbols = useSymbols().data ?? [];
  return chosen ?? (symbols.find((one) => one.symbol !== symbol) ?? symbols[0])?.symbol ?? null;
}

type Asked = { info: IndicatorInfo; wish: string; benchmark: string | null };

/**
 * Asks the server whether it computes something together with what is there: values that contradict each other, or are too much work, never come onto the
 * chart, where they would take the others with them.
 */
export function askServer(source: BarSource, asked: Asked, others: readonly Wanted[]) {
  const compares = asked.info.needsBenchmark || others.some(({ info }) => info.needsBenchmark);
  return fetchValues(source, {
    with: [...others.map(({ wish }) => wish), asked.wish].join(';'),
    benchmark: compares ? (asked.benchmark ?? undefined) : undefined,
    limit: 1,
  });
}

/** The same, with what it is doing and what came of it. */
export function useCheck(source: BarSource) {
  const [state, setState] = useState<{ busy: string | null; error: unknown }>({ busy: null, error: null });

  async function check(asked: Asked & { key: string }, others: readonly Wanted[]) {
    setState({ busy: asked.key, error: null });
    try {
      await askServer(source, asked, others);
      setState({ busy: null, error: null });
      return true;
    } catch (error) {
      setState({ busy: null, error });
      return false;
    }
  }

  return { ...state, check, forget: () => setState({ busy: null, error: null }) };
}
