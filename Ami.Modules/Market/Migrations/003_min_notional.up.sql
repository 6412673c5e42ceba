-- Least value of an order, in the symbol's currency: less could be traded without a fee worth counting.
alter table market.symbols add column min_notional numeric(28, 10) not null default 1 check (min_notional >= 0);
