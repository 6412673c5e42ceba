drop trigger symbols_keep_grids on market.symbols;
drop function market.keep_grids();
alter table market.symbols
    drop constraint symbols_name,
    drop constraint symbols_most,
    drop constraint symbols_minimums,
    drop constraint symbols_changed,
    drop column version,
    drop column paused_at,
    drop column minimums_by_staff,
    drop column calendar,
    drop column previous,
    drop column changed_at;
drop table market.calendars;
