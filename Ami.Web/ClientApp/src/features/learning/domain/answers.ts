import type { Answer, Question } from '../api/quizzes';

/** Without the members that it has not, so that answers compare whoever wrote them. */
export function plain(answer: Answer | null): Answer | null {
  if (answer === null) return null;
  const members = Object.entries(answer).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(members.sort(([one], [other]) => one.localeCompare(other)));
}

/** What an untouched question already says when one has it checked: things that stand in an order have one. */
export const untouched = ({ kind, items }: Pick<Question, 'kind' | 'items'>): Answer | null =>
  kind === 'ordering' && items ? { order: items.map((_, place) => place) } : null;

/** After an option was chosen: the only one, or one more or less. Without any there is no answer. */
export function choose(kind: Question['kind'], before: Answer | null, option: number): Answer | null {
  if (kind === 'single') return { chosen: [option] };
  const chosen = before?.chosen ?? [];
  const now = chosen.includes(option)
    ? chosen.filter((one) => one !== option)
    : [...chosen, option].sort((a, b) => a - b);
  return now.length === 0 ? null : { chosen: now };
}

/** After a right side was chosen for a left one. A right side belongs to one left side only: another one loses it. */
export function match(
  lefts: number,
  before: Answer | null,
  left: number,
  right: number | null,
): Answer | null {
  const matches = Array.from({ length: lefts }, (_, at) => {
    if (at === left) return right;
    const other = before?.matches?.[at] ?? null;
    return other === right ? null : other;
  });
  return matches.every((one) => one === null) ? null : { matches };
}
