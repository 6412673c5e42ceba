-- Each commit of an account's grain moves the version on; a grain whose state is older cannot commit.
alter table paper_trading.accounts add column version bigint not null default 0;
alter table paper_trading.accounts set (fillfactor = 70);

-- The same for the grain that opens the accounts of a person.
create table paper_trading.owners (
    user_id uuid   primary key,
    version bigint not null
);

insert into paper_trading.owners (user_id, version) select distinct user_id, 1 from paper_trading.accounts;

-- Which orders a tick crosses is found in memory; the database is only asked what changed lately.
drop index paper_trading.orders_market, paper_trading.orders_buy_limits, paper_trading.orders_sell_limits, paper_trading.orders_buy_stops, paper_trading.orders_sell_stops;
create index orders_updated on paper_trading.orders (updated_at);
