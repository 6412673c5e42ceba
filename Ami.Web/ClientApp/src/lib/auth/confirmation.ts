/**
 * The question "is it still you?" that the server asks before a sensitive act. Requests that need the answer at the same
 * time share one question.
 */
export function createConfirmation() {
  let pending: { promise: Promise<boolean>; settle: (confirmed: boolean) => void } | null = null;
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());

  return {
    get isAsked() {
      return pending !== null;
    },
    /** True once the person has confirmed who they are; false when they would rather not. */
    ask(): Promise<boolean> {
      if (pending) return pending.promise;
      let settle: (confirmed: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((resolve) => (settle = resolve));
      pending = { promise, settle };
      tell();
      return promise;
    },
    settle(confirmed: boolean) {
      const asked = pending;
      pending = null;
      tell();
      asked?.settle(confirmed);
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const confirmation = createConfirmation();
