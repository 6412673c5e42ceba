alter table market.symbols drop constraint symbols_source_check;
alter table market.symbols add constraint symbols_source_check check (source in ('Simulated', 'Imported', 'Binance', 'Polygon'));

-- What the silo that follows sources outside of this system last said of each; code: what is wrong, null when nothing is.
create table market.source_states (
    source  text        primary key check (source in ('Binance', 'Polygon')),
    code    text,
    message text,
    since   timestamptz not null,
    seen_at timestamptz not null
);

comment on table market.source_states is 'services: select, insert, update';
