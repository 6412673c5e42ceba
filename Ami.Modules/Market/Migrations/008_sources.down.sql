drop table market.source_states;
update market.symbols set source = 'Imported' where source = 'Polygon';
alter table market.symbols drop constraint symbols_source_check;
alter table market.symbols add constraint symbols_source_check check (source in ('Simulated', 'Imported', 'Binance'));
