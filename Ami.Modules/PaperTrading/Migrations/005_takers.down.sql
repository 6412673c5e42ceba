alter table paper_trading.orders drop column takes_liquidity;
