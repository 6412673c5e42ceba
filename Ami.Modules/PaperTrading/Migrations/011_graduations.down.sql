drop table paper_trading.graduations;
