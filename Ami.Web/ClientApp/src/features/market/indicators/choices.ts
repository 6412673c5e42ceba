import { storage } from '@/lib/storage';
import { isColorName, type ColorName } from './colors';

/** An indicator on the chart, as a person set it up. */
export type Chosen = {
  /** Tells two of a kind apart. */
  key: string;
  id: string;
  /** Those that differ from the default. */
  parameters: Readonly<Record<string, number>>;
  /** Of each output. */
  colors: readonly ColorName[];
  hidden: boolean;
};

export type Choice = {
  indicators: readonly Chosen[];
  /** What those that compare compare with. */
  benchmark: string | null;
};

/** As many as the server computes at once. */
export const mostChosen = 16;

const nothing: Choice = { indicators: [], benchmark: null };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An indicator that was kept; none when it makes no sense. */
export function chosenOf(kept: unknown): Chosen[] {
  if (!isRecord(kept) || typeof kept.key !== 'string' || typeof kept.id !== 'string') return [];
  const parameters = isRecord(kept.parameters) ? kept.parameters : {};
  const numbers = Object.entries(parameters).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return [
    {
      key: kept.key,
      id: kept.id,
      parameters: Object.fromEntries(numbers),
      colors: Array.isArray(kept.colors) ? kept.colors.filter(isColorName) : [],
      hidden: kept.hidden === true,
    },
  ];
}

function read(text: string | null): Choice {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (!isRecord(kept) || !Array.isArray(kept.indicators)) return nothing;
    return {
      indicators: kept.indicators.flatMap(chosenOf).slice(0, mostChosen),
      benchmark: typeof kept.benchmark === 'string' ? kept.benchmark : null,
    };
  } catch {
    return nothing;
  }
}

/** What a person had on the chart before there were layouts, in this browser. */
export const readChoice = (person: string, kept: Pick<typeof storage, 'get'> = storage) =>
  read(kept.get(`ami.indicators.${person}`));

/** What is on a chart; whoever keeps it is told each change. */
export function createChoices(first: Choice = nothing, keep: (choice: Choice) => void = () => undefined) {
  let choice = first;
  const listeners = new Set<() => void>();

  function set(next: Partial<Choice>) {
    choice = { ...choice, ...next };
    keep(choice);
    listeners.forEach((listener) => listener());
  }

  const replace = (change: (one: Chosen) => Chosen[], key: string) =>
    set({ indicators: choice.indicators.flatMap((one) => (one.key === key ? change(one) : [one])) });

  return {
    get: () => choice,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add(chosen: Omit<Chosen, 'key' | 'hidden'>) {
      if (choice.indicators.length >= mostChosen) return;
      set({ indicators: [...choice.indicators, { ...chosen, key: crypto.randomUUID(), hidden: false }] });
    },
    change: (key: string, next: Partial<Omit<Chosen, 'key' | 'id'>>) =>
      replace((one) => [{ ...one, ...next }], key),
    remove: (key: string) => replace(() => [], key),
    move(key: string, by: -1 | 1) {
      const from = choice.indicators.findIndex((one) => one.key === key);
      const moved = choice.indicators[from];
      if (!moved || from + by < 0 || from + by >= choice.indicators.length) return;
      const others = choice.indicators.filter((one) => one !== moved);
      set({ indicators: others.toSpliced(from + by, 0, moved) });
    },
    compareWith: (benchmark: string) => set({ benchmark }),
  };
}

export type Choices = ReturnType<typeof createChoices>;
