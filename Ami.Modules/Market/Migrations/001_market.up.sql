-- What can be charted and traded. Digits fix the price and quantity grids and never change.
create table market.symbols (
    id              integer       generated always as identity primary key,
    symbol          text          not null unique check (symbol ~ '^[A-Z0-9][A-Z0-9.-]{0,19}$'),
    name            text          not null,
    asset_class     text          not null check (asset_class in ('Crypto', 'Fx', 'Commodity', 'Index', 'Equity')),
    currency        text          not null,
    price_digits    smallint      not null check (price_digits between 0 and 8),
    quantity_digits smallint      not null check (quantity_digits between 0 and 8),
    min_quantity    numeric(28, 10) not null check (min_quantity > 0),
    source          text          not null check (source in ('Simulated', 'Imported', 'Binance')),
    created_at      timestamptz   not null default now()
);

-- Closed bars only. The primary key is the whole access path: newest first, one symbol and interval, a range of time; and no bar twice.
create table market.candles (
    symbol_id        integer         not null references market.symbols (id) on delete cascade,
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

-- Up to which instant the ticks of a symbol have been handed to every consumer.
create table market.feed_cursors (
    symbol_id   integer     primary key references market.symbols (id) on delete cascade,
    consumed_to timestamptz not null
);

-- Imported history played as the live feed: market time = from_time + (now - started_at) * speed.
create table market.replays (
    id               uuid           primary key,
    symbol_id        integer        not null references market.symbols (id) on delete cascade,
    -- Length of the stored bars that are played.
    interval_seconds integer        not null check (interval_seconds > 0),
    from_time        timestamptz    not null,
    speed            numeric(12, 3) not null check (speed > 0),
    started_at       timestamptz    not null,
    stopped_at       timestamptz,
    check (stopped_at >= started_at)
);

create unique index replays_running on market.replays (symbol_id) where stopped_at is null;
