drop index paper_trading.positions_closed;
drop table paper_trading.rule_breaches;
drop table paper_trading.rule_changes;
