-- Paper accounts that trade in the stored past of one symbol. The clock is what is now for the account: it moves in the commit that executes what it passed.
create table paper_trading.replays (
    account_id   uuid            primary key references paper_trading.accounts (id),
    user_id      uuid            not null,
    symbol       text            not null,
    began        timestamptz     not null,
    clock        timestamptz     not null,
    until        timestamptz     not null,
    price        numeric(28, 10) not null check (price > 0),
    price_digits integer         not null check (price_digits between 0 and 8),
    created_at   timestamptz     not null,
    ended_at     timestamptz,
    check (began <= clock and clock <= until)
);
create index replays_by_user on paper_trading.replays (user_id, created_at);
comment on table paper_trading.replays is 'services: select, insert, update, delete';
