import type { Mark } from './api';
import classes from './LessonResults.module.css';

/** A text with what was searched for in it. The server says where, and nothing of it is markup. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const ends = marks.map(({ from, length }) => from + length);
  return (
    <>
      {marks.map(({ from, length }, index) => (
        <span key={from}>
          {text.slice(ends[index - 1] ?? 0, from)}
          <mark className={classes.mark}>{text.slice(from, from + length)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  );
}
