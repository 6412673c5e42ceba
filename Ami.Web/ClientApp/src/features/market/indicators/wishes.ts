import type { IndicatorInfo } from './catalogue';
import type { Choice, Chosen } from './choices';

/** A chosen indicator that the catalogue knows. */
export type Wanted = {
  chosen: Chosen;
  info: IndicatorInfo;
  /** As the server is asked for it: `rsi(period=20)`. */
  wish: string;
};

// The server takes digits, no exponents.
const plain = (value: number) =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });

/** Values that may be set, with the defaults where none is given; those that make no sense are left out. */
export function parametersOf(info: IndicatorInfo, given: Readonly<Record<string, number>>) {
  return info.parameters.map((parameter) => {
    const value = given[parameter.id];
    const fits = value !== undefined && value >= parameter.minimum && value <= parameter.maximum;
    return {
      parameter,
      value: fits && (parameter.isInteger === false || Number.isInteger(value)) ? value : parameter.default,
    };
  });
}

export function wishOf(info: IndicatorInfo, given: Readonly<Record<string, number>>): string {
  const set = parametersOf(info, given).filter(({ parameter, value }) => value !== parameter.default);
  const text = set.map(({ parameter, value }) => `${parameter.id}=${plain(value)}`);
  return text.length === 0 ? info.id : `${info.id}(${text.join(',')})`;
}

export function wantedOf(choice: Choice, catalogue: readonly IndicatorInfo[]): Wanted[] {
  return choice.indicators.flatMap((chosen) => {
    const info = catalogue.find(({ id }) => id === chosen.id);
    return info ? [{ chosen, info, wish: wishOf(info, chosen.parameters) }] : [];
  });
}
