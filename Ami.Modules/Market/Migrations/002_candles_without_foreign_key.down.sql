alter table market.candles
    add constraint candles_symbol_id_fkey foreign key (symbol_id) references market.symbols (id) on delete cascade;
