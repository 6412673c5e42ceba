import type { ISeriesPrimitive, Time } from 'lightweight-charts';

type Series = Record<'attachPrimitive' | 'detachPrimitive', (primitive: ISeriesPrimitive<Time>) => void>;

/** What is painted on the prices of a chart. */
export function createPainted(series: Series) {
  const attached = new Set<ISeriesPrimitive<Time>>();
  return {
    /** Paints on the price series; returns how to take that away again. */
    attach(primitive: ISeriesPrimitive<Time>) {
      series.attachPrimitive(primitive);
      attached.add(primitive);
      return () => {
        if (attached.delete(primitive)) series.detachPrimitive(primitive);
      };
    },
    /** Before the chart goes, so that they hear of it: nobody paints on one that is gone. */
    clear() {
      attached.forEach((primitive) => series.detachPrimitive(primitive));
      attached.clear();
    },
  };
}
