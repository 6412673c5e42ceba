import type { components } from '@/lib/api/schema';

/** Why staff take what somebody wrote away, and why people ask them to. */
export type HidingReason = NonNullable<components['schemas']['HidingReason']>;

export const hidingReasons = [
  'offensive',
  'offTopic',
  'personalData',
  'advertising',
] as const satisfies readonly HidingReason[];
