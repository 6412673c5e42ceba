export const plans = ['free', 'basic', 'pro', 'premium'] as const;
export const states = ['active', 'unconfirmed', 'locked', 'leaving'] as const;

/** Figures that modules contribute about an account and that have words here. */
export const factNames = ['paperAccounts', 'paperOrders', 'paperPositions'] as const;
