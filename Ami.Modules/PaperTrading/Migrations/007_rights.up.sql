-- What the services may do to each table. What is not said here they may not (docs/adr/0030).
comment on table paper_trading.accounts is 'services: select, insert, update, delete';
comment on table paper_trading.owners is 'services: select, insert, update, delete';
comment on table paper_trading.orders is 'services: select, insert, update, delete';
comment on table paper_trading.positions is 'services: select, insert, update, delete';
comment on table paper_trading.fills is 'services: select, insert, delete';
comment on table paper_trading.generations is 'services: select, insert, update, delete';
comment on table paper_trading.equity_points is 'services: select, insert, update, delete';
comment on table paper_trading.debt_reliefs is 'services: select, insert, delete';
comment on table paper_trading.marks is 'services: select, insert, update';
