drop index paper_trading.orders_by_symbol;
