-- A limit that could be executed when it was accepted never rests in the book, and pays as a taker. Orders of before rested.
alter table paper_trading.orders add column takes_liquidity boolean not null default false;
