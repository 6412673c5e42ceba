-- An alert may be about the symbols of a watchlist: it stands in market.alert_symbols at each of them, from when the symbol came into the list.
alter table market.alerts
    add column watchlist_id uuid,
    drop constraint alerts_ended_check,
    add constraint alerts_ended_check check (ended in ('Fired', 'Expired', 'DrawingGone', 'WatchlistGone', 'Broken')),
    add constraint alerts_watched check (symbol is null or watchlist_id is null);

alter table market.alert_symbols add column since timestamptz;

drop index market.alerts_on_all;
create index alerts_on_all on market.alerts (interval) where symbol is null and watchlist_id is null and enabled;
create index alerts_on_watchlists on market.alerts (user_id, watchlist_id) where watchlist_id is not null;
create index alert_symbols_by_symbol on market.alert_symbols (symbol);

comment on table market.alerts is
    'services: select, insert, update (symbol, watchlist_id, interval, name, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, version, updated_at, since, armed, fired_price, fired_count, last_fired_at, ended), delete';
comment on table market.alert_symbols is 'services: select, insert, update (armed, fired_price, is_done, since), delete';
comment on column market.alerts.symbol is 'Null for every symbol, or those of a watchlist: then armed and fired_price stand in market.alert_symbols.';
comment on column market.alerts.watchlist_id is 'Whose symbols it is about. The list may be gone: then the alert has ended or was off.';
comment on column market.alert_symbols.since is 'Bars that close later count: when the symbol came to be watched. Null on all symbols, where the alert says it.';
