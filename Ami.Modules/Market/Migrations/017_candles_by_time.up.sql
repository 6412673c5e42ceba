-- Minutes are kept by year: what is read, written and vacuumed is small, and what retention takes away gives its room back. Longer bars are few and stay
-- together. Every instant has its place, so nothing has to make partitions ahead.
alter table market.candles rename to candles_before;
alter table market.candles_before rename constraint candles_pkey to candles_before_pkey;

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
) partition by range (interval_seconds, t);

create table market.candles_minutes_earlier partition of market.candles for values from (minvalue, minvalue) to (60, '2015-01-01Z');
create table market.candles_minutes_later partition of market.candles for values from (60, '2036-01-01Z') to (61, minvalue);
create table market.candles_longer partition of market.candles for values from (61, minvalue) to (maxvalue, maxvalue);
do $$
begin
    for year in 2015..2035 loop
        execute format(
            'create table market.candles_minutes_%s partition of market.candles for values from (60, %L) to (60, %L)',
            year, make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC'));
    end loop;
end $$;

insert into market.candles select symbol_id, interval_seconds, t, open, high, low, close, volume from market.candles_before;
drop table market.candles_before;

-- Retention deletes.
comment on table market.candles is 'services: select, insert, delete';
do $$
declare part regclass;
begin
    for part in select inhrelid from pg_inherits where inhparent = 'market.candles'::regclass loop
        execute format('comment on table %s is %L', part, 'services: select');
    end loop;
end $$;
analyze market.candles;
