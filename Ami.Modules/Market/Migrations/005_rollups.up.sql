-- How long after the grid of their interval (multiples since 1970) the imported bars of a symbol open; no row: they open on it.
create table market.sessions (
    symbol_id        integer not null,
    interval_seconds integer not null check (interval_seconds > 0),
    offset_seconds   integer not null check (offset_seconds > 0 and offset_seconds < interval_seconds),
    primary key (symbol_id, interval_seconds)
);

-- Longer bars made of shorter imported ones, for charts: derived, and made anew by every import.
create table market.rollups (
    symbol_id        integer         not null,
    interval_seconds integer         not null check (interval_seconds > 0),
    t                timestamptz     not null,
    open             numeric(20, 10) not null,
    high             numeric(20, 10) not null,
    low              numeric(20, 10) not null,
    close            numeric(20, 10) not null,
    volume           numeric(28, 10) not null,
    primary key (symbol_id, interval_seconds, t)
);

comment on table market.sessions is 'services: select, insert';
comment on table market.rollups is 'services: select, insert, delete';

-- Of what is imported already. Where bars of several lengths overlap, the longest that fits counts.
insert into market.rollups (symbol_id, interval_seconds, t, open, high, low, close, volume)
select c.symbol_id, level.seconds, date_bin(make_interval(secs => level.seconds), c.t, timestamptz 'epoch') as opens,
    (array_agg(c.open order by c.t))[1], max(c.high), min(c.low), (array_agg(c.close order by c.t desc))[1], sum(c.volume)
from market.candles c
join market.symbols s on s.id = c.symbol_id and s.source = 'Imported'
join (values (3600), (14400), (86400)) as level (seconds) on c.interval_seconds < level.seconds and level.seconds % c.interval_seconds = 0
where not exists (
    select from market.candles longer
    where longer.symbol_id = c.symbol_id and longer.interval_seconds > c.interval_seconds and longer.interval_seconds < level.seconds
        and longer.t = date_bin(make_interval(secs => longer.interval_seconds), c.t, timestamptz 'epoch'))
group by c.symbol_id, level.seconds, opens;
