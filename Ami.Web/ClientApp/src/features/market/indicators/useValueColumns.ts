import { useFormats } from '@/lib/formats/useFormats';
import { drawnOutputs, useTerm } from './catalogue';
import { formatValue } from './formatValue';
import { useValues, type ChartIndicators } from './useChartIndicators';
import { useIndicatorName } from './useIndicatorName';

export type ValueColumn = { id: string; name: string; at: (t: number) => string };

/** What the chart draws of indicators, as columns of a table. */
export function useValueColumns({ wanted, values }: ChartIndicators, priceDigits: number): ValueColumn[] {
  const formats = useFormats();
  const term = useTerm();
  const name = useIndicatorName();
  const { lines } = useValues(values);
  return wanted
    .filter(({ chosen }) => !chosen.hidden)
    .flatMap((one) => {
      const { info, chosen, wish } = one;
      const outputs = drawnOutputs(info);
      return outputs.map(({ output, index }) => ({
        id: `${chosen.key} ${output.id}`,
        name: outputs.length > 1 ? `${name(one)}: ${term(output.name)}` : name(one),
        at(t: number) {
          const value = lines.get(wish)?.values.get(t)?.[index];
          if (value == null) return '–';
          return info.pane === 'overlay' ? formats.price(value, priceDigits) : formatValue(formats, value);
        },
      }));
    });
}
