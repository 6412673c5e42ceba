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

function chosenOf(kept: unknown): Chosen[] {
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

/** What one person has on the chart, kept in this browser. */
export function createChoices(person: string, kept: Pick<typeof storage, 'get' | 'set'> = storage) {
  const name = `ami.indicators.${person}`;
  let choice = read(kept.get(name));
  const listeners = new Set<() => void>();

  function set(next: Partial<Choice>) {
    choice = { ...choice, ...next };
    kept.set(name, JSON.stringify(choice));
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

const people = new Map<string, Choices>();

/** The choices of a person, one and the same wherever they are shown. */
export function choicesOf(person: string): Choices {
  const known = people.get(person) ?? createChoices(person);
  people.set(person, known);
  return known;
}
