export const en = {
  side: { buy: 'Buy', sell: 'Sell', long: 'Long', short: 'Short' },
  type: { market: 'Market', limit: 'Limit', stop: 'Stop' },
  role: {
    entry: 'Entry',
    takeProfit: 'Take-profit',
    stopLoss: 'Stop-loss',
    close: 'Close',
    liquidation: 'Liquidation',
  },
  status: {
    pending: 'Pending',
    working: 'Working',
    filled: 'Filled',
    cancelled: 'Cancelled',
    rejected: 'Rejected',
  },
  account: {
    equity: 'Equity',
    cash: 'Cash',
    unrealised: 'Unrealised P&L',
    realised: 'Realised P&L',
    beforeFees: 'before fees {{amount}}, fees {{fees}}',
    forgivenDebt: 'Forgiven debt',
    exposure: 'Exposure',
    buyingPower: 'Buying power',
    since: 'started with {{amount}}',
    leverage: 'Leverage {{leverage}}×',
    new: 'New account',
  },
  positions: {
    title: 'Open positions',
    empty: 'No open positions',
    emptyHint: 'Open a market, decide your stop, and place an order.',
    open: 'Open Markets',
  },
  orders: {
    title: 'Working orders',
    empty: 'No working orders',
    emptyHint: 'Limit and stop orders wait here until the market reaches them.',
  },
  fills: {
    toastTitle: 'Order filled (simulated)',
    toast: '{{side}} {{quantity}} {{symbol}} at {{price}}',
  },
  ticket: {
    noAccount: 'There is no account to trade with.',
  },
} as const;
