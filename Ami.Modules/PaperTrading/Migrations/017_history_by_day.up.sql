-- Somebody looks for the orders and executions of some days: without these an answer reads all that came since.
create index orders_by_day on paper_trading.orders (account_id, generation, placed_at);
create index fills_by_day on paper_trading.fills (account_id, generation, at);
