import type { IndicatorInfo, Term } from '../indicators/catalogue';

export type OfferParameter = {
  id: string;
  name: Term;
  default: number;
  minimum: number;
  maximum: number;
  isInteger: boolean;
};

/** A value that the form can put on a side of a comparison: a series of the bars, a function, or an indicator. */
export type Offer = {
  /** As rules name it. */
  name: string;
  label: Term;
  group: 'price' | 'function' | 'indicator';
  /** Whether it is written with parentheses. */
  isCall: boolean;
  /** Whether its first argument is a series. */
  takesSeries: boolean;
  parameters: readonly OfferParameter[];
  /** When there are several. */
  outputs: readonly { id: string; name: Term }[];
};

export const seriesNames = ['close', 'open', 'high', 'low', 'volume'] as const;
export type SeriesName = (typeof seriesNames)[number];
export const isSeries = (name: string): name is SeriesName => seriesNames.some((one) => one === name);

const bars: OfferParameter = {
  id: 'bars',
  name: { english: 'Bars', spanish: 'Velas' },
  default: 20,
  minimum: 1,
  maximum: 2000,
  isInteger: true,
};

const price = (name: SeriesName, english: string, spanish: string): Offer => ({
  name,
  label: { english, spanish },
  group: 'price',
  isCall: false,
  takesSeries: false,
  parameters: [],
  outputs: [],
});

const own = (name: string, english: string, spanish: string, count = 20): Offer => ({
  name,
  label: { english, spanish },
  group: 'function',
  isCall: true,
  takesSeries: true,
  parameters: [{ ...bars, default: count }],
  outputs: [],
});

const basics: readonly Offer[] = [
  price('close', 'Close', 'Cierre'),
  price('open', 'Open', 'Apertura'),
  price('high', 'High', 'Máximo'),
  price('low', 'Low', 'Mínimo'),
  price('volume', 'Volume', 'Volumen'),
  own('change_pct', 'Change in %', 'Cambio en %', 1),
  own('highest', 'Highest of the last bars', 'Más alto de las últimas velas'),
  own('lowest', 'Lowest of the last bars', 'Más bajo de las últimas velas'),
  own('average', 'Average of the last bars', 'Media de las últimas velas'),
];

/** How the rules' language names an indicator and its outputs. */
const ofIndicator = (info: IndicatorInfo): Offer => ({
  name: info.id.replaceAll('-', '_'),
  label: info.name,
  group: 'indicator',
  isCall: true,
  takesSeries: info.takesSeries,
  parameters: info.parameters.map(({ isInteger = true, ...one }) => ({ ...one, isInteger })),
  outputs:
    info.outputs.length > 1 ? info.outputs.map(({ id, name }) => ({ id: id.toLowerCase(), name })) : [],
});

/** What the form offers. Those that compare two symbols are for charts. */
export const offersOf = (catalogue: readonly IndicatorInfo[]): Offer[] => [
  ...basics,
  ...catalogue.filter((info) => !info.needsBenchmark).map(ofIndicator),
];
