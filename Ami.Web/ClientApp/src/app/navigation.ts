import type { IconName } from '@/components/Icon';

/** The places of the app, in the order people use them. A module adds its line with its first page; it is shown while its flag is on. */
export const navigation = [
  { to: '/', label: 'nav.home', icon: 'home', flag: null },
  { to: '/markets', label: 'nav.markets', icon: 'markets', flag: 'module.market' },
  { to: '/trade', label: 'nav.trade', icon: 'trade', flag: 'module.paper-trading' },
  { to: '/courses', label: 'nav.courses', icon: 'book', flag: 'module.learning' },
  { to: '/practice', label: 'nav.practice', icon: 'cards', flag: 'module.learning' },
] as const satisfies readonly { to: string; label: string; icon: IconName; flag: string | null }[];
