/** One key per attempt of a person; every retry of that attempt carries the same one, so it takes effect at most once. */
export const newIdempotencyKey = (): string => crypto.randomUUID();
