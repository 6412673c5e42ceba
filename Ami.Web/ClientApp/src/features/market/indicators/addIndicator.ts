import { queryClient } from '@/lib/api/query';
import type { SymbolSummary } from '../api/symbols';
import type { BarSource } from '../chart/barSource';
import { indicatorsQuery, type IndicatorInfo } from './catalogue';
import type { Choices } from './choices';
import { nextColors } from './colors';
import { askServer } from './useCheck';
import { wantedOf, wishOf, type Wanted } from './wishes';

/** Puts an indicator on the chart, in colours that others do not have. */
export function putOnChart(
  info: IndicatorInfo,
  benchmark: string | null,
  wanted: readonly Wanted[],
  choices: Choices,
) {
  if (info.needsBenchmark && benchmark) choices.compareWith(benchmark);
  const used = wanted.reduce((sum, one) => sum + one.info.outputs.length, 0);
  choices.add({ id: info.id, parameters: {}, colors: nextColors(used, info.outputs.length) });
}

/** The same by its id, when the server computes it; fails with what the server says. */
export async function addIndicator(
  id: string,
  source: BarSource,
  choices: Choices,
  symbols: readonly SymbolSummary[],
): Promise<IndicatorInfo | undefined> {
  const catalogue = await queryClient.fetchQuery(indicatorsQuery);
  const info = catalogue.find((one) => one.id === id);
  if (!info) return undefined;
  const wanted = wantedOf(choices.get(), catalogue);
  const other = symbols.find(({ symbol }) => symbol !== source.symbol) ?? symbols[0];
  const benchmark = choices.get().benchmark ?? other?.symbol ?? null;
  await askServer(source, { info, wish: wishOf(info, {}), benchmark }, wanted);
  putOnChart(info, benchmark, wanted, choices);
  return info;
}
