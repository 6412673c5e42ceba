create index positions_open_by_user on paper_trading.positions (user_id) where closed_at is null;
create index orders_open_by_user on paper_trading.orders (user_id) where status in ('Pending', 'Working');
drop index paper_trading.orders_by_parent;
