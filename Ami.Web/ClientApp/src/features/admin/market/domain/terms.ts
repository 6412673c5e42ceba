import { readNumber } from '@/lib/formats/numberInput';
import type { ManagedTerms } from '../api/symbols';

/** Terms as they are typed. */
export type TypedTerms = Record<keyof ManagedTerms, string>;

/** What is left empty is as the settings say for every symbol. */
export const optional = [
  'spreadBps',
  'makerFeeBps',
  'takerFeeBps',
  'slippageBps',
  'depthUnits',
  'depthDistance',
  'borrowPctPerYear',
  'fundingBps',
  'fundingHours',
  'calendar',
] as const satisfies readonly (keyof ManagedTerms)[];

export type Reading = { terms: ManagedTerms; wrong: (keyof ManagedTerms)[] };

const most = 1_000_000_000_000;
const mostBps = 1000;
const longestName = 100;
const hours = [1, 2, 3, 4, 6, 8, 12, 24];

/** Stored terms as somebody would type them. */
export function typed(terms: ManagedTerms, separator: string): TypedTerms {
  const text = (value: unknown) =>
    typeof value === 'number' ? plain(value).replace('.', separator) : typeof value === 'string' ? value : '';
  return {
    name: text(terms.name),
    assetClass: text(terms.assetClass),
    currency: text(terms.currency),
    priceDigits: text(terms.priceDigits),
    quantityDigits: text(terms.quantityDigits),
    minQuantity: text(terms.minQuantity),
    minNotional: text(terms.minNotional),
    spreadBps: text(terms.spreadBps),
    makerFeeBps: text(terms.makerFeeBps),
    takerFeeBps: text(terms.takerFeeBps),
    slippageBps: text(terms.slippageBps),
    depthUnits: text(terms.depthUnits),
    depthDistance: text(terms.depthDistance),
    borrowPctPerYear: text(terms.borrowPctPerYear),
    fundingBps: text(terms.fundingBps),
    fundingHours: text(terms.fundingHours),
    calendar: text(terms.calendar),
  };
}

// Never 1e-8.
const plain = (value: number) => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text;
};

const decimals = (value: number) => plain(value).split('.')[1]?.length ?? 0;

/** What is typed as terms, and which fields are out of their bounds: the server's own, which decides again. */
export function readTerms(values: TypedTerms, before: ManagedTerms, separator: string): Reading {
  const wrong = new Set<keyof ManagedTerms>();
  const number = (name: keyof ManagedTerms) => {
    const text = values[name].trim();
    if (text === '') return null;
    const negative = text.startsWith('-') || text.startsWith('−');
    const read = readNumber(negative ? text.slice(1) : text, separator);
    if (read.value === null) {
      wrong.add(name);
      return null;
    }
    const value = Number(read.value.toPlain());
    return negative ? -value : value;
  };
  const need = (name: keyof ManagedTerms, isRight: boolean) => {
    if (!isRight) wrong.add(name);
  };
  const within = (name: keyof ManagedTerms, least: number, greatest: number) => {
    const value = number(name);
    need(name, value === null || (value >= least && value <= greatest && decimals(value) <= 10));
    return value;
  };

  const priceDigits = number('priceDigits') ?? -1;
  const quantityDigits = number('quantityDigits') ?? -1;
  const isDigits = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= 8;
  need('priceDigits', isDigits(priceDigits, before.priceDigits));
  need('quantityDigits', isDigits(quantityDigits, before.quantityDigits));
  const name = values.name.trim();
  need('name', name.length > 0 && name.length <= longestName);
  const minQuantity = number('minQuantity') ?? 0;
  need('minQuantity', minQuantity > 0 && minQuantity <= most && decimals(minQuantity) <= quantityDigits);
  const minNotional = number('minNotional') ?? -1;
  need('minNotional', minNotional >= 0 && minNotional <= most && decimals(minNotional) <= 10);

  const depthUnits = number('depthUnits');
  const depthDistance = number('depthDistance');
  const isOn = (value: number | null, digits: number) =>
    value === null || (value > 0 && value <= most && decimals(value) <= digits);
  const isDepthWhole = (depthUnits === null) === (depthDistance === null);
  need('depthUnits', isOn(depthUnits, quantityDigits) && (isDepthWhole || depthUnits !== null));
  need('depthDistance', isOn(depthDistance, priceDigits) && (isDepthWhole || depthDistance !== null));
  const fundingBps = within('fundingBps', -mostBps, mostBps);
  const fundingHours = number('fundingHours');
  need('fundingHours', fundingHours === null || hours.includes(fundingHours));
  const isFundingWhole = (fundingBps === null) === (fundingHours === null);
  need('fundingBps', isFundingWhole || fundingBps !== null);
  need('fundingHours', isFundingWhole || fundingHours !== null);

  const terms: ManagedTerms = {
    name,
    assetClass: values.assetClass as ManagedTerms['assetClass'],
    currency: values.currency,
    priceDigits,
    quantityDigits,
    minQuantity,
    minNotional,
    spreadBps: within('spreadBps', 0, mostBps),
    makerFeeBps: within('makerFeeBps', 0, mostBps),
    takerFeeBps: within('takerFeeBps', 0, mostBps),
    slippageBps: within('slippageBps', 0, mostBps),
    depthUnits,
    depthDistance,
    borrowPctPerYear: within('borrowPctPerYear', 0, 1000),
    fundingBps,
    fundingHours,
    calendar: values.calendar || null,
  };
  return { terms, wrong: [...wrong] };
}

/** The fields in which two terms differ. */
export const changedFields = (one: ManagedTerms, other: ManagedTerms) =>
  (Object.keys(one) as (keyof ManagedTerms)[]).filter(
    (name) => (one[name] ?? null) !== (other[name] ?? null),
  );
