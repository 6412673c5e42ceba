/** Where the crosshair of linked charts is: each tells the others. */
export function createCrosshairs() {
  const listeners = new Map<object, (t: number | null) => void>();
  return {
    /** @param from Who tells; it is not told itself. */
    point(from: object, t: number | null) {
      listeners.forEach((hear, who) => who !== from && hear(t));
    },
    join(who: object, hear: (t: number | null) => void) {
      listeners.set(who, hear);
      return () => void listeners.delete(who);
    },
  };
}

export type Crosshairs = ReturnType<typeof createCrosshairs>;
