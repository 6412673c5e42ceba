import type { IconName } from '@/components/Icon';

/** The places of the app, in the order people use them. A module adds its line with its first page. */
export const navigation = [
  { to: '/', label: 'nav.home', icon: 'home' },
  { to: '/markets', label: 'nav.markets', icon: 'markets' },
  { to: '/trade', label: 'nav.trade', icon: 'trade' },
] as const satisfies readonly { to: string; label: string; icon: IconName }[];
