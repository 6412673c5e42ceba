import { on, type Command } from './command';
import type { DockTab } from './desk';

const dockTabs: readonly DockTab[] = ['positions', 'orders', 'history', 'fills', 'account'];

export const panelCommands: readonly Command[] = [
  on('panels', 'panels', 'panels.dock', (panels) => panels.toggleDock(), { keys: ['D'] }),
  on('panels', 'panels', 'panels.side', (panels) => panels.toggleSide(), { keys: ['A'] }),
  on('side', 'panels', 'panels.ticket', (side, _, desk) => {
    desk.panels?.showSide();
    side.show('order');
  }),
  on(
    'watchlist',
    'panels',
    'panels.watchlist',
    (watchlist, _, desk) => {
      desk.panels?.showSide();
      watchlist.show();
    },
    { keys: ['W'] },
  ),
  ...dockTabs.map((tab) =>
    on('dock', 'panels', `dock.${tab}`, (dock, _, desk) => {
      desk.panels?.showDock();
      dock.show(tab);
    }),
  ),
];

export const orderCommands: readonly Command[] = [
  on('orders', 'orders', 'orders.buy', (orders) => orders.order('buy'), { keys: ['B'] }),
  on('orders', 'orders', 'orders.sell', (orders) => orders.order('sell'), { keys: ['S'] }),
  on('orders', 'orders', 'orders.close', (orders) => orders.close(), {
    keys: ['X'],
    blocked: ({ hasPosition }) => (hasPosition ? null : 'noPosition'),
  }),
  on('orders', 'orders', 'orders.reverse', (orders) => orders.reverse(), {
    keys: ['R'],
    blocked: ({ hasPosition }) => (hasPosition ? null : 'noPosition'),
  }),
  on('orders', 'orders', 'orders.closeAll', (orders) => orders.closeAll(), {
    blocked: ({ hasAnything }) => (hasAnything ? null : 'nothingHeld'),
  }),
];
