import type { IconName } from '@/components/Icon';

interface Place {
  to: string;
  /** Pages that have no line of their own and are reached from here. */
  with?: readonly string[];
}

/** The places of the app, in the order people use them. A module adds its line with its first page; it is shown while its flag is on. */
export const navigation = [
  { to: '/', label: 'nav.home', icon: 'home', flag: null },
  { to: '/markets', label: 'nav.markets', icon: 'markets', flag: 'module.market' },
  { to: '/trade', label: 'nav.trade', icon: 'trade', flag: 'module.paper-trading' },
  { to: '/courses', label: 'nav.courses', icon: 'book', flag: 'module.learning', with: ['/notes'] },
  {
    to: '/practice',
    label: 'nav.practice',
    icon: 'cards',
    flag: 'module.learning',
    with: ['/progress', '/leaderboard', '/experience'],
  },
] as const satisfies readonly (Place & { label: string; icon: IconName; flag: string | null })[];

/** Whether one is at a place, below it, or at a page that is reached from it. */
export const isAt = (place: Place, path: string) =>
  [place.to, ...(place.with ?? [])].some((one) => `${path}/`.startsWith(`${one}/`));
