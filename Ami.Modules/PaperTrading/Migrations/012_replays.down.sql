drop table paper_trading.replays;
