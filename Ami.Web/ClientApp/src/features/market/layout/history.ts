const most = 50;

/** Changes that follow each other faster are one: a name that is typed, a size that is dragged. */
const oneChangeMs = 400;

/** What was there before each change, and after each that was undone. */
export function createHistory<T>(isSame: (a: T, b: T) => boolean) {
  let past: T[] = [];
  let future: T[] = [];
  let changedAt = Number.NEGATIVE_INFINITY;

  /** The next of them that differs from what is shown, and that one onto the other pile. */
  function take(from: T[], to: T[], shown: T): T | undefined {
    let found = from.pop();
    while (found !== undefined && isSame(found, shown)) found = from.pop();
    if (found !== undefined) to.push(shown);
    changedAt = Number.NEGATIVE_INFINITY;
    return found;
  }

  return {
    changed(before: T) {
      const at = Date.now();
      if (at - changedAt > oneChangeMs) past = [...past.slice(1 - most), before];
      future = [];
      changedAt = at;
    },
    undo: (shown: T) => take(past, future, shown),
    redo: (shown: T) => take(future, past, shown),
    /** Something else is shown from here on. */
    forget() {
      [past, future, changedAt] = [[], [], Number.NEGATIVE_INFINITY];
    },
    can: (shown: T) => ({
      canUndo: past.some((one) => !isSame(one, shown)),
      canRedo: future.some((one) => !isSame(one, shown)),
    }),
  };
}
