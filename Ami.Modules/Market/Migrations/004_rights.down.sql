comment on table market.symbols is null;
comment on table market.replays is null;
comment on table market.feed_cursors is null;
comment on table market.candles is null;
