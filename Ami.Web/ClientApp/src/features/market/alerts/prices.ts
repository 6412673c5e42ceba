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
  // These are given prices as others are given how many bars.
  if (/^(abs|max|min)$/i.test(word)) return 'm';
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
  return { kinds, asked, prices, isPlain: plain.test(kinds) && prices.length === 1 };
}

const numbersOf = (kinds: string) => [...kinds].filter((kind) => kind === 'N').length;
// What a function is given: a series of the bar, and how many bars.
const call = /x\([SN](?:,N)*\)/g;

/** The fixed prices that a condition asks about: those that a price of the bar is compared with as it is. */
export const pricesIn = (rule: string): readonly number[] => read(rule).prices;

/** Whether a condition asks for one fixed price and for nothing else, so that it can be moved. */
export const isPlain = (rule: string): boolean => read(rule).isPlain;

/**
 * A condition and its form from before a split, in prices of the shares of now; null where it has other figures, of which nobody knows whether they are
 * prices, or where nothing is left of a price.
 */
export function inShares({ rule, form }: Pick<Alert, 'rule' | 'form'>, factor: number, digits: number) {
  const { kinds, asked } = read(rule);
  const counts = [...kinds.matchAll(call)].reduce((sum, [text]) => sum + numbersOf(text), 0);
  if (numbersOf(kinds) !== asked.length + counts) return null;
  const now = (price: number) => Number((price * factor).toFixed(digits));
  // Nothing is left of it: another condition would stand there.
  if (asked.some(({ price }) => price !== 0 && now(price) === 0)) return null;
  const kept = readForm(form);
  return {
    rule: replaced(rule, asked, now),
    form: kept?.kind === 'price' ? { ...kept, level: now(kept.level) } : form,
  };
}

const replaced = (rule: string, asked: readonly Asked[], to: (price: number) => number) =>
  asked.reduceRight(
    (text, { price, at, length }) => text.slice(0, at) + written(to(price)) + text.slice(at + length),
    rule,
  );

/** A condition and its form with their price elsewhere. */
export function movedTo({ rule, form }: Pick<Alert, 'rule' | 'form'>, price: number) {
  const kept = readForm(form);
  return {
    rule: replaced(rule, read(rule).asked, () => price),
    form: kept?.kind === 'price' ? { ...kept, level: price } : form,
  };
}
