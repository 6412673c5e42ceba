-- What the services may do to each table. What is not said here they may not (docs/adr/0030).
comment on table market.symbols is 'services: select, insert, update';
comment on table market.replays is 'services: select, insert, update';
comment on table market.feed_cursors is 'services: select, insert, update';
comment on table market.candles is 'services: select, insert';
