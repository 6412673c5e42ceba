-- Whether anybody traded a symbol decides what staff may change of it: without an index each answer reads all orders.
create index orders_by_symbol on paper_trading.orders (symbol);
