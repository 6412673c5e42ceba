delete from market.alert_firings f using market.alerts a where a.user_id = f.user_id and a.id = f.alert_id and a.watchlist_id is not null;
delete from market.alerts where watchlist_id is not null;
drop index market.alert_symbols_by_symbol, market.alerts_on_watchlists, market.alerts_on_all;
create index alerts_on_all on market.alerts (interval) where symbol is null and enabled;
alter table market.alert_symbols drop column since;
alter table market.alerts
    drop constraint alerts_watched,
    drop constraint alerts_ended_check,
    add constraint alerts_ended_check check (ended in ('Fired', 'Expired', 'DrawingGone', 'Broken')),
    drop column watchlist_id;
comment on table market.alerts is
    'services: select, insert, update (symbol, interval, name, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, version, updated_at, since, armed, fired_price, fired_count, last_fired_at, ended), delete';
comment on table market.alert_symbols is 'services: select, insert, update (armed, fired_price, is_done), delete';
comment on column market.alerts.symbol is 'Null for every symbol: then armed and fired_price stand in market.alert_symbols.';
