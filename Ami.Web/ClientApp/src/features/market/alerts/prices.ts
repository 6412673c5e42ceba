import type { Alert } from './api';
import { readForm, written } from './form';

/** A fixed price that a condition asks about, and where in it the number stands. */
type Asked = { price: number; at: number; length: number };

const words = /[a-z_][\w.]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?[smhdw]?|[<>=!]=|\S/gi;

/** What a word of a rule is, in one letter: a price of a bar, a number, a comparison, a cross. */
function kindOf(word: string): string {
  if (/^(open|high|low|close)$/i.test(word)) return 'S';
  if (/^\d[\d.]*(e[+-]?\d+)?$/i.test(word)) return 'N';
  if (/^[<>]=?$/.test(word)) return '>';
  if (/^crosses_(above|below)$/i.test(word)) return 'C';
  return { and: '&', or: '|', not: '!', '(': '(', ')': ')', ',': ',' }[word.toLowerCase()] ?? 'x';
}

const part = String.raw`(?:S>N|N>S|C\(S,N\)|C\(N,S\))`;
const parts = new RegExp(String.raw`(^|[(,&|!])(${part})(?=$|[),&|])`, 'g');
const plain = new RegExp(String.raw`^${part}(?:[|&]${part})*$`);

function read(rule: string) {
  const found = [...rule.matchAll(words)];
  const kinds = found.map(([word]) => kindOf(word)).join('');
  const asked = [...kinds.matchAll(parts)].flatMap(({ index, 1: before = '', 2: text = '' }): Asked[] => {
    const number = found[index + before.length + text.indexOf('N')];
    return number ? [{ price: Number(number[0]), at: number.index, length: number[0].length }] : [];
  });
  const prices = [...new Set(asked.map(({ price }) => price))];
  return { asked, prices, isPlain: plain.test(kinds) && prices.length === 1 };
}

/** The fixed prices that a condition asks about: those that a price of the bar is compared with as it is. */
export const pricesIn = (rule: string): readonly number[] => read(rule).prices;

/** Whether a condition asks for one fixed price and for nothing else, so that it can be moved. */
export const isPlain = (rule: string): boolean => read(rule).isPlain;

/** A condition and its form with their price elsewhere. */
export function movedTo({ rule, form }: Pick<Alert, 'rule' | 'form'>, price: number) {
  const kept = readForm(form);
  return {
    rule: read(rule).asked.reduceRight(
      (text, { at, length }) => text.slice(0, at) + written(price) + text.slice(at + length),
      rule,
    ),
    form: kept?.kind === 'price' ? { ...kept, level: price } : form,
  };
}
