alter table market.symbols
    drop constraint symbols_carry,
    drop constraint symbols_funding,
    drop column carry_since,
    drop column borrow_pct_per_year,
    drop column funding_bps,
    drop column funding_hours;
