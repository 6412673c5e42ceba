import { expect, it } from 'vitest';
import { practised, verdictOf } from './mistakes';

const solution = {
  explanation: { es: '', en: '' },
  right: [0],
  value: null,
  tolerance: null,
  unit: null,
  order: null,
  matches: null,
  accepted: null,
  regions: null,
};
const answered = (share: number) => ({
  kind: 'single' as const,
  answer: { chosen: [1] },
  chart: null,
  result: { share, earned: share, solution },
});

it('tells right, partly right, wrong and not answered apart', () => {
  expect([1, 0.5, 0].map((share) => verdictOf(answered(share)))).toEqual(['right', 'partly', 'wrong']);
  expect(verdictOf({ ...answered(0), answer: null })).toBe('none');
});

it('counts what became a card: answered, not wholly right, without a drawing, and revealed', () => {
  const chart = { interval: '15m', digits: 2, bars: [[1, 1, 1, 1]], levels: [] };
  expect(
    practised([
      answered(0),
      answered(0.5),
      answered(1),
      { ...answered(0), answer: null },
      { ...answered(0), kind: 'mark' as const },
      { ...answered(0), kind: 'replay' as const },
      { ...answered(0), chart },
      { ...answered(0), result: null },
    ]),
  ).toBe(2);
});
