drop index paper_trading.orders_by_day, paper_trading.fills_by_day;
