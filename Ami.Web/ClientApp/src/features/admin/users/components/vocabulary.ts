export const roles = ['student', 'instructor', 'support', 'admin'] as const;
export const plans = ['free', 'basic', 'pro', 'premium'] as const;
export const states = ['active', 'unconfirmed', 'locked'] as const;
