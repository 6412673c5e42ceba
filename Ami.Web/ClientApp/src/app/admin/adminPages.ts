import type { IconName } from '@/components/Icon';

const everyone = ['support', 'admin'] as const;

/** The places of the admin area, in order, and which roles see them; the API decides again. A module adds its line with its first page. */
export const adminPages = [
  { to: '/admin/users', label: 'pages.users', icon: 'account', roles: everyone },
] as const satisfies readonly { to: string; label: string; icon: IconName; roles: readonly string[] }[];

export const isStaff = (roles: readonly string[]) =>
  roles.some((role) => role === 'support' || role === 'admin');

/** The pages that somebody with these roles may see. */
export const adminPagesOf = (roles: readonly string[]) =>
  adminPages.filter((page) => page.roles.some((role) => roles.includes(role)));
