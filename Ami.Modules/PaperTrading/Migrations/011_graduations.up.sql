-- Larger accounts that were granted for trades within the rules, one for each account that earned it.
create table paper_trading.graduations (
    account_id     uuid            primary key references paper_trading.accounts (id),
    new_account_id uuid            not null unique,
    user_id        uuid            not null,
    at             timestamptz     not null,
    starting_cash  numeric(28, 10) not null check (starting_cash > 0)
);
create index graduations_by_user on paper_trading.graduations (user_id);
comment on table paper_trading.graduations is 'services: select, insert, delete';
