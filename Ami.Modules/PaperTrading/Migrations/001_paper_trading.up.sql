create table paper_trading.accounts (
    id            uuid            primary key,
    user_id       uuid            not null,
    name          text            not null,
    currency      text            not null,
    starting_cash numeric(28, 10) not null check (starting_cash > 0),
    cash          numeric(28, 10) not null,
    realised_pnl  numeric(28, 10) not null,
    fees_paid     numeric(28, 10) not null check (fees_paid >= 0),
    leverage      integer         not null check (leverage between 1 and 5),
    generation    integer         not null check (generation >= 0),
    created_at    timestamptz     not null,
    reset_at      timestamptz
);

create index accounts_by_user on paper_trading.accounts (user_id, id);

-- One row for each life of an account: it ends with a reset, and its figures stay.
create table paper_trading.generations (
    account_id    uuid            not null references paper_trading.accounts (id),
    number        integer         not null,
    opening_id    uuid            not null unique,
    starting_cash numeric(28, 10) not null,
    leverage      integer         not null,
    started_at    timestamptz     not null,
    ended_at      timestamptz,
    ending_cash   numeric(28, 10),
    ending_cost   numeric(28, 10),
    realised_pnl  numeric(28, 10),
    fees_paid     numeric(28, 10),
    primary key (account_id, number)
);

create table paper_trading.orders (
    id                 uuid            primary key,
    account_id         uuid            not null references paper_trading.accounts (id),
    user_id            uuid            not null,
    generation         integer         not null,
    symbol             text            not null,
    side               text            not null check (side in ('Buy', 'Sell')),
    type               text            not null check (type in ('Market', 'Limit', 'Stop')),
    role               text            not null check (role in ('Entry', 'TakeProfit', 'StopLoss', 'Close', 'Liquidation')),
    quantity           numeric(28, 10) not null check (quantity > 0),
    placed_quantity    numeric(28, 10) not null check (placed_quantity >= quantity),
    filled_quantity    numeric(28, 10) not null,
    limit_price        numeric(28, 10) check (limit_price > 0),
    stop_price         numeric(28, 10) check (stop_price > 0),
    take_profit        numeric(28, 10) check (take_profit > 0),
    stop_loss          numeric(28, 10) check (stop_loss > 0),
    reference_price    numeric(28, 10) not null check (reference_price > 0),
    price_digits       integer         not null,
    parent_id          uuid            references paper_trading.orders (id),
    status             text            not null check (status in ('Pending', 'Working', 'Filled', 'Cancelled', 'Rejected')),
    reason             text,
    average_fill_price numeric(28, 10),
    fees               numeric(28, 10) not null,
    placed_at          timestamptz     not null,
    working_since      timestamptz,
    updated_at         timestamptz     not null,
    check (filled_quantity = case status when 'Filled' then quantity else 0 end),
    check ((type = 'Limit') = (limit_price is not null)),
    check ((type = 'Stop') = (stop_price is not null))
);

create index orders_by_account on paper_trading.orders (account_id, generation, id);
create index orders_open on paper_trading.orders (account_id) where status in ('Pending', 'Working');
create index orders_open_by_user on paper_trading.orders (user_id) where status in ('Pending', 'Working');
-- What a tick can execute is one short range of one of these.
create index orders_market on paper_trading.orders (symbol) where status = 'Working' and type = 'Market';
create index orders_buy_limits on paper_trading.orders (symbol, limit_price) where status = 'Working' and type = 'Limit' and side = 'Buy';
create index orders_sell_limits on paper_trading.orders (symbol, limit_price) where status = 'Working' and type = 'Limit' and side = 'Sell';
create index orders_buy_stops on paper_trading.orders (symbol, stop_price) where status = 'Working' and type = 'Stop' and side = 'Buy';
create index orders_sell_stops on paper_trading.orders (symbol, stop_price) where status = 'Working' and type = 'Stop' and side = 'Sell';
-- One cancels the other: the database itself refuses a second exit of a bracket.
create unique index orders_one_exit on paper_trading.orders (parent_id) where status = 'Filled' and parent_id is not null;

create table paper_trading.positions (
    id           uuid            primary key,
    account_id   uuid            not null references paper_trading.accounts (id),
    user_id      uuid            not null,
    generation   integer         not null,
    symbol       text            not null,
    price_digits integer         not null,
    quantity     numeric(28, 10) not null,
    cost_basis   numeric(28, 10) not null,
    realised_pnl numeric(28, 10) not null,
    fees         numeric(28, 10) not null,
    opened_at    timestamptz     not null,
    closed_at    timestamptz,
    close_reason text check (close_reason in ('fill', 'reset')),
    check ((closed_at is null) = (close_reason is null)),
    check ((quantity = 0) = (close_reason is not distinct from 'fill'))
);

create index positions_by_account on paper_trading.positions (account_id, generation, id);
create unique index positions_open on paper_trading.positions (account_id, symbol) where closed_at is null;
create index positions_open_by_user on paper_trading.positions (user_id) where closed_at is null;

create table paper_trading.fills (
    id           uuid            primary key,
    order_id     uuid            not null references paper_trading.orders (id),
    account_id   uuid            not null references paper_trading.accounts (id),
    user_id      uuid            not null,
    generation   integer         not null,
    position_id  uuid            not null references paper_trading.positions (id),
    symbol       text            not null,
    side         text            not null check (side in ('Buy', 'Sell')),
    quantity     numeric(28, 10) not null check (quantity > 0),
    price        numeric(28, 10) not null check (price > 0),
    notional     numeric(28, 10) not null check (notional >= 0),
    fee          numeric(28, 10) not null check (fee >= 0),
    slippage     numeric(28, 10) not null check (slippage >= 0),
    realised_pnl numeric(28, 10) not null,
    at           timestamptz     not null
);

create index fills_by_account on paper_trading.fills (account_id, generation, id);
create index fills_by_order on paper_trading.fills (order_id);
create index fills_by_position on paper_trading.fills (position_id);

create table paper_trading.equity_points (
    account_id uuid            not null references paper_trading.accounts (id),
    at         timestamptz     not null,
    generation integer         not null,
    equity     numeric(28, 10) not null,
    cash       numeric(28, 10) not null,
    primary key (account_id, at)
);

-- Last price the matcher saw: what positions are valued at in this module.
create table paper_trading.marks (
    symbol text            primary key,
    price  numeric(28, 10) not null check (price > 0),
    time   timestamptz     not null
) with (fillfactor = 50);
