drop table market.watchlists;
