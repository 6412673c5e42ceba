import type { IconName } from '@/components/Icon';

/** The pages about oneself. A page adds its line here and its route in the router. */
export const accountPages = [
  { to: '/account', label: 'account.pages.profile', icon: 'account' },
  { to: '/account/security', label: 'account.pages.security', icon: 'shield' },
  { to: '/account/plan', label: 'account.pages.plan', icon: 'wallet', flag: 'module.payments' },
  { to: '/account/invoices', label: 'account.pages.invoices', icon: 'file', flag: 'module.payments' },
  { to: '/wallet', label: 'account.pages.wallet', icon: 'wallet', flag: 'module.payments' },
  { to: '/account/purchases', label: 'account.pages.purchases', icon: 'wallet', flag: 'module.payments' },
  {
    to: '/account/notifications',
    label: 'account.pages.notifications',
    icon: 'bell',
    flag: 'module.notifications',
  },
  { to: '/account/invitations', label: 'account.pages.invitations', icon: 'mail', flag: 'module.growth' },
  { to: '/account/affiliate', label: 'account.pages.affiliate', icon: 'account', flag: 'module.growth' },
  { to: '/account/jobs', label: 'account.pages.jobs', icon: 'clock' },
  { to: '/account/data', label: 'account.pages.data', icon: 'file' },
] as const satisfies readonly { to: string; label: string; icon: IconName; flag?: string }[];
