import type { IconName } from '@/components/Icon';

/** Places that people look for now and then: in the account menu and the command palette. */
export const asidePages = [
  { to: '/notes', label: 'nav.notes', icon: 'file', flag: 'module.learning' },
  { to: '/news', label: 'nav.news', icon: 'news', flag: 'module.growth' },
  { to: '/feedback', label: 'nav.feedback', icon: 'idea', flag: 'module.growth' },
  { to: '/privacy', label: 'nav.privacy', icon: 'shield', flag: null },
] as const satisfies readonly { to: string; label: string; icon: IconName; flag: string | null }[];
