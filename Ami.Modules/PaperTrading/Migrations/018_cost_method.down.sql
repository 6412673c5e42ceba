-- What was realised first in, first out stays so; what is open goes on at its average.
alter table paper_trading.positions drop column lots;
alter table paper_trading.accounts drop column costs;
