import type { IconName } from '@/components/Icon';

const everyone = ['support', 'admin'] as const;

/** The places of the admin area, in order, and which roles see them; the API decides again. A module adds its line with its first page. */
export const adminPages = [
  { to: '/admin/overview', label: 'pages.overview', icon: 'home', roles: everyone },
  { to: '/admin/users', label: 'pages.users', icon: 'account', roles: everyone },
  { to: '/admin/mails', label: 'pages.mails', icon: 'mail', roles: everyone },
  { to: '/admin/api-keys', label: 'pages.apiKeys', icon: 'key', roles: everyone },
  { to: '/admin/market/import', label: 'pages.import', icon: 'candles', roles: ['admin'] },
  { to: '/admin/audit', label: 'pages.audit', icon: 'table', roles: everyone },
  { to: '/admin/flags', label: 'pages.flags', icon: 'flag', roles: everyone },
  { to: '/admin/dead-letters', label: 'pages.deadLetters', icon: 'alert', roles: everyone },
  { to: '/admin/jobs', label: 'pages.jobs', icon: 'clock', roles: everyone },
  { to: '/admin/long-jobs', label: 'pages.longJobs', icon: 'refresh', roles: everyone },
  { to: '/admin/health', label: 'pages.health', icon: 'pulse', roles: everyone },
] as const satisfies readonly { to: string; label: string; icon: IconName; roles: readonly string[] }[];

export const isStaff = (roles: readonly string[]) =>
  roles.some((role) => role === 'support' || role === 'admin');

/** The pages that somebody with these roles may see. */
export const adminPagesOf = (roles: readonly string[]) =>
  adminPages.filter((page) => page.roles.some((role) => roles.includes(role)));
