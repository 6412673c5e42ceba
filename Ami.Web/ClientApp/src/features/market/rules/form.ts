import { isSeries, type Offer, type SeriesName } from './offers';

/** A side of a comparison. */
export type Operand =
  | { kind: 'number'; value: number }
  | {
      kind: 'value';
      /** Of the offer. */
      name: string;
      of: SeriesName;
      parameters: readonly number[];
      /** Null where there is one alone. */
      output: string | null;
      /** So many bars ago. */
      ago: number;
      /** So many times. */
      times: number;
    };

export type Value = Extract<Operand, { kind: 'value' }>;

export const comparisons = ['>', '>=', '<', '<=', 'crosses_above', 'crosses_below'] as const;
export type Comparison = (typeof comparisons)[number];

export type Condition = { left: Value; comparison: Comparison; right: Operand };

/** What people say without writing a rule: conditions of which all or any must hold. */
export type RuleForm = { join: 'and' | 'or'; conditions: readonly Condition[] };

/** A value of an offer, with its defaults. */
export const valueOf = (offer: Offer, of: SeriesName = 'close'): Value => ({
  kind: 'value',
  name: offer.name,
  of,
  parameters: offer.parameters.map((one) => one.default),
  output: offer.outputs.find(({ id }) => id === offer.name)?.id ?? offer.outputs[0]?.id ?? null,
  ago: 0,
  times: 1,
});

/** A number as the language writes it: never with an exponent that it would not read. */
const figure = (value: number) => String(value).replace('e+', 'e');

export function writeOperand(operand: Operand, offers: readonly Offer[]): string {
  if (operand.kind === 'number') return figure(operand.value);
  const offer = offers.find(({ name }) => name === operand.name);
  const given = [...(offer?.takesSeries ? [operand.of] : []), ...operand.parameters.map(figure)];
  const call = offer?.isCall ? `(${given.join(', ')})` : '';
  const output = operand.output && operand.output !== operand.name ? `.${operand.output}` : '';
  const ago = operand.ago > 0 ? `[${operand.ago}]` : '';
  const times = operand.times === 1 ? '' : `${figure(operand.times)} * `;
  return `${times}${operand.name}${call}${output}${ago}`;
}

function writeCondition({ left, comparison, right }: Condition, offers: readonly Offer[]): string {
  const [one, other] = [writeOperand(left, offers), writeOperand(right, offers)];
  return comparison.startsWith('crosses')
    ? `${comparison}(${one}, ${other})`
    : `${one} ${comparison} ${other}`;
}

/** The rule that a form says; empty without conditions. */
export const writeForm = ({ join, conditions }: RuleForm, offers: readonly Offer[]): string =>
  conditions.map((condition) => writeCondition(condition, offers)).join(` ${join} `);

const token = /\s*(?:(\d+(?:\.\d+)?(?:e-?\d+)?)|([a-z_]\w*)|(>=|<=|[-*()<>,.[\]]))/iy;

class Unsaid extends Error {}

/** Reads one rule from left to right; gives up where the form cannot say the same. */
class Reader {
  private readonly words: string[] = [];
  private at = 0;

  constructor(
    text: string,
    private readonly offers: readonly Offer[],
  ) {
    token.lastIndex = 0;
    const trimmed = text.trim();
    while (token.lastIndex < trimmed.length) {
      const found = token.exec(trimmed);
      if (!found) throw new Unsaid();
      this.words.push(found[0].trim().toLowerCase());
    }
  }

  get ended() {
    return this.at === this.words.length;
  }

  private next() {
    return this.words[this.at++] ?? '';
  }

  takes(word: string) {
    if (this.words[this.at] !== word) return false;
    this.at++;
    return true;
  }

  private need(word: string) {
    if (!this.takes(word)) throw new Unsaid();
  }

  private number(): number {
    const sign = this.takes('-') ? -1 : 1;
    const value = Number(this.next() || Number.NaN);
    if (Number.isNaN(value)) throw new Unsaid();
    return sign * value;
  }

  private get isNumber() {
    return /^[\d-]/.test(this.words[this.at] ?? '');
  }

  private operand(): Operand {
    if (!this.isNumber) return this.value(1);
    const value = this.number();
    return this.takes('*') ? this.value(value) : { kind: 'number', value };
  }

  private value(times: number): Value {
    const name = this.next();
    const offer = this.offers.find((one) => one.name === name);
    if (!offer) throw new Unsaid();
    const value = { ...valueOf(offer), times };
    const parameters = [...value.parameters];
    if (offer.isCall) {
      this.need('(');
      if (offer.takesSeries) {
        const of = this.next();
        if (!isSeries(of)) throw new Unsaid();
        value.of = of;
      }
      for (let i = 0; !this.takes(')'); i++) {
        if (i > 0 || offer.takesSeries) this.need(',');
        const parameter = offer.parameters[i];
        if (!parameter) throw new Unsaid();
        parameters[i] = this.number();
      }
    }
    if (offer.outputs.length > 0) {
      const output = this.takes('.') ? this.next() : offer.name;
      if (!offer.outputs.some(({ id }) => id === output)) throw new Unsaid();
      value.output = output;
    }
    if (this.takes('[')) {
      value.ago = this.number();
      this.need(']');
    }
    return { ...value, parameters };
  }

  condition(): Condition {
    const crossing = comparisons.find((one) => one.startsWith('crosses') && this.takes(one));
    if (crossing) this.need('(');
    const left = this.operand();
    if (left.kind === 'number') throw new Unsaid();
    const comparison = crossing ?? comparisons.find((one) => this.takes(one));
    if (!comparison) throw new Unsaid();
    if (crossing) this.need(',');
    const right = this.operand();
    if (crossing) this.need(')');
    return { left, comparison, right };
  }
}

/** The form that says the same as a rule; null when none does. */
export function readForm(rule: string, offers: readonly Offer[]): RuleForm | null {
  if (rule.trim() === '') return { join: 'and', conditions: [] };
  try {
    const reader = new Reader(rule, offers);
    const conditions = [reader.condition()];
    let join: RuleForm['join'] | null = null;
    while (!reader.ended) {
      const word = reader.takes('and') ? 'and' : reader.takes('or') ? 'or' : null;
      if (!word || (join !== null && join !== word)) return null;
      join = word;
      conditions.push(reader.condition());
    }
    return { join: join ?? 'and', conditions };
  } catch (error) {
    if (error instanceof Unsaid) return null;
    throw error;
  }
}
