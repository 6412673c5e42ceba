alter table market.candles rename to candles_by_time;
alter table market.candles_by_time rename constraint candles_pkey to candles_by_time_pkey;

create table market.candles (
    symbol_id        integer         not null,
    interval_seconds integer         not null check (interval_seconds > 0),
    t                timestamptz     not null,
    open             numeric(20, 10) not null,
    high             numeric(20, 10) not null,
    low              numeric(20, 10) not null,
    close            numeric(20, 10) not null,
    volume           numeric(28, 10) not null,
    primary key (symbol_id, interval_seconds, t),
    constraint candles_possible check (low > 0 and low <= open and low <= close and open <= high and close <= high and volume >= 0)
);

insert into market.candles select symbol_id, interval_seconds, t, open, high, low, close, volume from market.candles_by_time;
drop table market.candles_by_time;
comment on table market.candles is 'services: select, insert';
