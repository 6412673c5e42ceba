drop table paper_trading.marks;
drop table paper_trading.equity_points;
drop table paper_trading.fills;
drop table paper_trading.positions;
drop table paper_trading.orders;
drop table paper_trading.generations;
drop table paper_trading.accounts;
