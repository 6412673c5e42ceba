/** Everything of paper trading shares a prefix, so that one event can refresh all that is on screen. */
export const paperKey = ['paper'] as const;
