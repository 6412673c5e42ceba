export const en = {
  dock: {
    label: 'Account',
    positions: 'Positions',
    orders: 'Working orders',
    history: 'Order history',
    fills: 'Fills',
    account: 'Account',
    watchlist: 'Watchlist',
    alerts: 'Alerts',
    onlySymbol: 'Only {{symbol}}',
    collapse: 'Hide the panel below the chart',
    expand: 'Show the panel below the chart',
  },
  side: {
    label: 'Order and watchlists',
    order: 'Order',
    watchlist: 'Watchlist',
    alerts: 'Alerts',
    collapse: 'Hide the order ticket',
    expand: 'Show the order ticket',
  },
  resize: {
    dock: 'Height of the panel below the chart',
    side: 'Width of the order ticket',
  },
  order: {
    title: 'Order {{symbol}}',
    label: 'Order',
  },
};
