-- What companies do to their shares: new shares for old ones, cash for each old share. Prices that begin from the moment on are those after it.
create table market.corporate_actions (
    symbol_id  integer         not null references market.symbols (id) on delete cascade,
    day        date            not null,
    -- Midnight of the day by the clocks of the market.
    at         timestamptz     not null,
    -- Two whole numbers: a third is no decimal.
    new_shares integer         not null check (new_shares > 0),
    old_shares integer         not null check (old_shares > 0),
    dividend   numeric(28, 10) not null check (dividend >= 0),
    primary key (symbol_id, day),
    check (new_shares <> old_shares or dividend > 0)
);
comment on table market.corporate_actions is 'services: select, insert, delete';
