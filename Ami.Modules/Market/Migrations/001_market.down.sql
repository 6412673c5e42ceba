drop table market.replays;
drop table market.feed_cursors;
drop table market.candles;
drop table market.symbols;
