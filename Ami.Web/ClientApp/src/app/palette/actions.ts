import type { IconName } from '@/components/Icon';

/** What people do that has an address, in the order it is offered. A dialog with an address of its own adds its line with its first use. */
export const actions = [
  { key: 'screener', icon: 'search', to: '/markets/screener', flag: 'module.market' },
  { key: 'newAccount', icon: 'plus', to: '/trade?dialog=new-account', flag: 'module.paper-trading' },
  { key: 'statement', icon: 'file', to: '/trade?dialog=statement', flag: 'module.paper-trading' },
  { key: 'share', icon: 'share', to: '/trade?dialog=share', flag: 'module.paper-trading' },
  { key: 'reset', icon: 'refresh', to: '/trade?dialog=reset', flag: 'module.paper-trading' },
  { key: 'working', icon: 'trade', to: '/trade?tab=orders', flag: 'module.paper-trading' },
  { key: 'history', icon: 'clock', to: '/trade?tab=history', flag: 'module.paper-trading' },
  { key: 'fills', icon: 'table', to: '/trade?tab=fills', flag: 'module.paper-trading' },
  { key: 'rules', icon: 'shield', to: '/trade?tab=rules', flag: 'module.paper-trading' },
  { key: 'progress', icon: 'flag', to: '/progress', flag: 'module.learning' },
  { key: 'leaderboard', icon: 'table', to: '/leaderboard', flag: 'module.learning' },
  { key: 'xpRules', icon: 'info', to: '/experience', flag: 'module.learning' },
  { key: 'postIdea', icon: 'idea', to: '/feedback?dialog=new', flag: 'module.growth' },
  { key: 'password', icon: 'key', to: '/account/security?dialog=password' },
  { key: 'email', icon: 'mail', to: '/account/security?dialog=email' },
  { key: 'twoStep', icon: 'shield', to: '/account/security' },
  { key: 'devices', icon: 'monitor', to: '/account/security' },
  { key: 'plans', icon: 'wallet', to: '/plans', flag: 'module.payments' },
  { key: 'pausePlan', icon: 'clock', to: '/account/plan?dialog=pause', flag: 'module.payments' },
  { key: 'cancelPlan', icon: 'close', to: '/account/plan?dialog=cancel', flag: 'module.payments' },
  { key: 'exportData', icon: 'file', to: '/account/data' },
  { key: 'deleteMe', icon: 'alert', to: '/account/data?dialog=delete' },
  { key: 'importCandles', icon: 'candles', to: '/admin/market/import', permission: 'market.import' },
  { key: 'newKey', icon: 'key', to: '/admin/api-keys?dialog=new', permission: 'api-keys.manage' },
  {
    key: 'newAnnouncement',
    icon: 'news',
    to: '/admin/announcements?dialog=new',
    permission: 'announcements.manage',
  },
  { key: 'newRole', icon: 'shield', to: '/admin/roles?dialog=new', permission: 'roles.manage' },
  { key: 'verifyAudit', icon: 'check', to: '/admin/audit?dialog=verify', permission: 'audit.manage' },
  { key: 'keepAudit', icon: 'table', to: '/admin/audit?dialog=keeping', permission: 'audit.manage' },
  {
    key: 'retryLetters',
    icon: 'refresh',
    to: '/admin/dead-letters?dialog=retry-all',
    permission: 'system.manage',
  },
] as const satisfies readonly Action[];

type Action = {
  /** Of its title, and of the other words that find it. */
  key: string;
  icon: IconName;
  to: string;
  /** Of the module it belongs to. */
  flag?: string;
  /** That shows it; the API decides again. */
  permission?: string;
};
