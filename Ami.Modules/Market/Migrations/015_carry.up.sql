-- What holding a symbol costs: a yearly rate for what is short, and a rate at fixed moments that what is long pays to what is short.
alter table market.symbols
    add column carry_since         timestamptz,
    add column borrow_pct_per_year numeric(28, 10) check (borrow_pct_per_year between 0 and 1000),
    add column funding_bps         numeric(28, 10) check (funding_bps between -1000 and 1000),
    add column funding_hours       smallint        check (funding_hours in (1, 2, 3, 4, 6, 8, 12, 24)),
    add constraint symbols_funding check ((funding_bps is null) = (funding_hours is null)),
    -- Whoever sets a rate says from when on: what was held before was not told of it.
    add constraint symbols_carry check ((carry_since is null) = (coalesce(borrow_pct_per_year, funding_bps) is null));
