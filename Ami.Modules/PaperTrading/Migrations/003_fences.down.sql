drop index paper_trading.orders_updated;
create index orders_market on paper_trading.orders (symbol) where status = 'Working' and type = 'Market';
create index orders_buy_limits on paper_trading.orders (symbol, limit_price) where status = 'Working' and type = 'Limit' and side = 'Buy';
create index orders_sell_limits on paper_trading.orders (symbol, limit_price) where status = 'Working' and type = 'Limit' and side = 'Sell';
create index orders_buy_stops on paper_trading.orders (symbol, stop_price) where status = 'Working' and type = 'Stop' and side = 'Buy';
create index orders_sell_stops on paper_trading.orders (symbol, stop_price) where status = 'Working' and type = 'Stop' and side = 'Sell';
drop table paper_trading.owners;
alter table paper_trading.accounts reset (fillfactor);
alter table paper_trading.accounts drop column version;
