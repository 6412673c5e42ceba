-- Removing an order looks for its children: without an index each removal reads all orders.
create index orders_by_parent on paper_trading.orders (parent_id) where parent_id is not null;

-- No query asks for the open orders or positions of a person any more: the accounts' grains know them.
drop index paper_trading.orders_open_by_user, paper_trading.positions_open_by_user;
