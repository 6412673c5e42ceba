alter table market.symbols drop column min_notional;
