import type { IconName } from '@/components/Icon';

/** The places of the admin area, in order, and the permission that shows them; the API decides again. A module adds its line with its first page. */
export const adminPages = [
  { to: '/admin/overview', label: 'pages.overview', icon: 'home', permission: 'system.read' },
  { to: '/admin/users', label: 'pages.users', icon: 'account', permission: 'users.read' },
  { to: '/admin/roles', label: 'pages.roles', icon: 'shield', permission: 'roles.read' },
  {
    to: '/admin/payments/subscriptions',
    label: 'pages.subscriptions',
    icon: 'wallet',
    permission: 'payments.read',
  },
  {
    to: '/admin/payments/withdrawals',
    label: 'pages.withdrawals',
    icon: 'wallet',
    permission: 'payments.read',
  },
  { to: '/admin/payments/deposits', label: 'pages.deposits', icon: 'wallet', permission: 'payments.read' },
  { to: '/admin/payments/invoices', label: 'pages.invoices', icon: 'file', permission: 'payments.read' },
  { to: '/admin/payments/purchases', label: 'pages.purchases', icon: 'wallet', permission: 'payments.read' },
  { to: '/admin/payments/disputes', label: 'pages.disputes', icon: 'alert', permission: 'payments.read' },
  { to: '/admin/payments/revenue', label: 'pages.revenue', icon: 'table', permission: 'payments.read' },
  {
    to: '/admin/payments/reconciliation',
    label: 'pages.reconciliation',
    icon: 'refresh',
    permission: 'payments.read',
  },
  {
    to: '/admin/payments/events',
    label: 'pages.paymentEvents',
    icon: 'pulse',
    permission: 'payments.read',
  },
  { to: '/admin/mails', label: 'pages.mails', icon: 'mail', permission: 'mails.read' },
  { to: '/admin/api-keys', label: 'pages.apiKeys', icon: 'key', permission: 'api-keys.read' },
  {
    to: '/admin/market/symbols',
    label: 'pages.symbols',
    icon: 'candles',
    permission: 'market.symbols',
    with: ['/admin/market/calendars'],
  },
  { to: '/admin/market/import', label: 'pages.import', icon: 'candles', permission: 'market.import' },
  {
    to: '/admin/announcements',
    label: 'pages.announcements',
    icon: 'news',
    permission: 'announcements.read',
  },
  { to: '/admin/waitlist', label: 'pages.waitlist', icon: 'clock', permission: 'joining.read' },
  { to: '/admin/invitations', label: 'pages.invitations', icon: 'mail', permission: 'joining.read' },
  { to: '/admin/affiliates', label: 'pages.affiliates', icon: 'account', permission: 'affiliates.read' },
  { to: '/admin/commissions', label: 'pages.commissions', icon: 'wallet', permission: 'affiliates.read' },
  { to: '/admin/affiliate-signals', label: 'pages.signals', icon: 'alert', permission: 'affiliates.read' },
  { to: '/admin/feedback', label: 'pages.feedback', icon: 'idea', permission: 'feedback.read' },
  {
    to: '/admin/certificates',
    label: 'pages.certificates',
    icon: 'shield',
    permission: 'certificates.revoke',
  },
  { to: '/admin/ratings', label: 'pages.ratings', icon: 'eyeOff', permission: 'ratings.moderate' },
  {
    to: '/admin/discussion',
    label: 'pages.discussion',
    icon: 'flag',
    permission: 'discussion.moderate',
  },
  { to: '/admin/audit', label: 'pages.audit', icon: 'table', permission: 'audit.read' },
  { to: '/admin/flags', label: 'pages.flags', icon: 'flag', permission: 'system.read' },
  { to: '/admin/dead-letters', label: 'pages.deadLetters', icon: 'alert', permission: 'system.read' },
  { to: '/admin/jobs', label: 'pages.jobs', icon: 'clock', permission: 'system.read' },
  { to: '/admin/long-jobs', label: 'pages.longJobs', icon: 'refresh', permission: 'system.read' },
  { to: '/admin/health', label: 'pages.health', icon: 'pulse', permission: 'system.read' },
] as const satisfies readonly {
  to: string;
  label: string;
  icon: IconName;
  permission: string;
  /** A page that is reached from this one. */
  with?: readonly string[];
}[];

/** The pages that somebody with these permissions may see. */
export const adminPagesOf = (permissions: readonly string[]) =>
  adminPages.filter((page) => permissions.includes(page.permission));
