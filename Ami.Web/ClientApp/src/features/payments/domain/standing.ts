import type { MyPlan, Subscription } from '../api/subscription';

export type Act = 'pay' | 'plans' | 'change' | 'resume' | 'unpause' | 'pause' | 'portal' | 'cancel';

/** The words for how a subscription stands: of the label and of the sentence. */
export function wordsOf({ plan, subscription }: MyPlan) {
  if (!subscription) return { label: 'none', sentence: plan === 'free' ? 'none' : 'given' } as const;
  const { standing, cancelAt, nextPlan, granted } = subscription;
  switch (standing) {
    case 'trial':
      return cancelAt
        ? ({ label: 'ending', sentence: 'trialEnding' } as const)
        : ({ label: 'trial', sentence: 'trial' } as const);
    case 'active':
      if (cancelAt) return { label: 'ending', sentence: 'ending' } as const;
      return { label: 'active', sentence: nextPlan ? 'activeLater' : 'active' } as const;
    case 'paused':
      return { label: 'paused', sentence: granted === 'free' ? 'paused' : 'pausedPaid' } as const;
    default:
      return { label: standing, sentence: standing } as const;
  }
}

/** What can be done about it, the most useful first. */
export function actsOf(subscription: Subscription | null): readonly Act[] {
  if (!subscription) return ['plans'];
  switch (subscription.standing) {
    case 'trial':
      return subscription.cancelAt ? ['resume', 'portal'] : ['change', 'portal', 'cancel'];
    case 'active':
      return subscription.cancelAt ? ['resume', 'portal'] : ['change', 'portal', 'pause', 'cancel'];
    case 'grace':
    case 'unpaid':
      return ['pay', 'portal', 'cancel'];
    case 'paidBack':
      return ['portal', 'cancel'];
    case 'paused':
      return subscription.cancelAt ? ['unpause', 'resume', 'portal'] : ['unpause', 'portal', 'cancel'];
    case 'incomplete':
      return ['pay', 'plans', 'portal'];
    case 'ended':
      return ['plans', 'portal'];
  }
}

/** Whether what was paid at the checkout has come. */
export const hasArrived = (mine: MyPlan | undefined) =>
  mine?.subscription?.standing === 'trial' || mine?.subscription?.standing === 'active';
